import createClient, { type Client } from 'openapi-fetch'
import { readonly, shallowRef } from 'vue'
import { Fault } from '@/types/fault'
import type { paths } from '@/types/schema'
import { config } from './config'
import { bearer, lose } from './session'

const answeredAt = shallowRef<Date>()
const failing = shallowRef(false)

/** Whether the server answers, as seen by the requests of every page. */
export const reach = { answeredAt: readonly(answeredAt), failing: readonly(failing) }

export function noteReach(answers: boolean) {
  failing.value = !answers
  if (answers) answeredAt.value = new Date()
}

/** The one door to the server. */
export let api: Client<paths>

export const apiRoot = () => config.apiBase + '/api'

export function openApi() {
  api = createClient<paths>({
    baseUrl: new URL(apiRoot(), location.origin).href,
    querySerializer: { array: { style: 'form', explode: false } },
    fetch: send,
  })
}

/** @throws {Fault} with status 0 when there is no answer. */
export async function send(request: Request): Promise<Response> {
  const credential = bearer.value
  if (credential) request.headers.set('authorization', `Bearer ${credential}`)
  let response: Response
  try {
    response = await fetch(request)
  } catch (error) {
    if (request.signal.aborted) throw error
    noteReach(false)
    throw new Fault(0, 'unreachable')
  }
  noteReach(![502, 503, 504].includes(response.status))
  // A credential that was changed meanwhile is not the one refused.
  if (response.status === 401 && credential && credential === bearer.value) lose()
  return response
}

interface Answer<T> {
  data?: T
  error?: unknown
  response: Response
}

/** The body of an answer. @throws {Fault} for every answer but 2xx. */
export async function body<T>(answer: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await answer
  if (response.ok) return data as T
  throw faultOf(response.status, error)
}

/** The body with its ETag, for what is written back with `If-Match`. */
export async function versioned<T>(answer: Promise<Answer<T>>): Promise<{ value: T; etag: string }> {
  const { data, error, response } = await answer
  if (response.ok) return { value: data as T, etag: response.headers.get('etag') ?? '' }
  throw faultOf(response.status, error)
}

export function faultOf(status: number, problem: unknown): Fault {
  if (typeof problem !== 'object' || problem === null) return new Fault(status, `HTTP ${status}`)
  const { title, detail, errors, traceId } = problem as Record<string, unknown>
  const text = (value: unknown) => (typeof value === 'string' ? value : '')
  return new Fault(
    status,
    text(title) || `HTTP ${status}`,
    text(detail),
    (errors ?? {}) as Record<string, string[]>,
    text(traceId),
  )
}

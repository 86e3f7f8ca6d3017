import type {
  NewEvent,
  Replay,
  Route,
  RoutingDocument,
  RoutingInForce,
  RoutingMatrix,
  RoutingTest,
} from '@/types/routing'
import { api, body, versioned } from './http'

export async function getRouting(signal?: AbortSignal): Promise<RoutingInForce> {
  const { value, etag } = await versioned(api.GET('/v1/routing', { signal }))
  return { document: value, etag }
}

export const getRoutingVersion = (version: number, signal?: AbortSignal): Promise<RoutingDocument> =>
  body(api.GET('/v1/routing/{version}', { params: { path: { version } }, signal }))

/** @throws {Fault} 412 when somebody else was faster; `fields` names what is wrong by path. */
export async function putRouting(routes: Route[], etag: string): Promise<RoutingInForce> {
  const written = api.PUT('/v1/routing', { params: { header: { 'If-Match': etag } }, body: { routes } })
  const { value, etag: next } = await versioned(written)
  return { document: value, etag: next }
}

const draftOf = (routes?: Route[]) => (routes ? { routes } : null)

/** Without routes: on the document in force. */
export const testRouting = (event: NewEvent, routes?: Route[]): Promise<RoutingTest> =>
  body(api.POST('/v1/routing/test', { body: { event, routing: draftOf(routes) } }))

export const tabulateRouting = (
  services: string[] | null,
  routes?: Route[],
  signal?: AbortSignal,
): Promise<RoutingMatrix> =>
  body(api.POST('/v1/routing/matrix', { body: { services, routing: draftOf(routes) }, signal }))

/** One page; the next wants the same with its `nextCursor`. */
export const replayRouting = (
  asked: { from: string; to: string; routes?: Route[]; cursor: string | null },
  signal?: AbortSignal,
): Promise<Replay> =>
  body(
    api.POST('/v1/routing/replay', {
      body: { routing: draftOf(asked.routes), from: asked.from, to: asked.to, cursor: asked.cursor },
      signal,
    }),
  )

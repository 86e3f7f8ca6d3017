import type { Overview, Readiness } from '@/types'
import { api, body } from './http'

export const getOverview = (signal?: AbortSignal): Promise<Overview> => body(api.GET('/v1/overview', { signal }))

/** A dependency that does not answer is an answer too (503 with the same body). */
export async function getReadiness(signal?: AbortSignal): Promise<Readiness> {
  const { data, error, response } = await api.GET('/health/ready', { signal })
  if (response.status === 503 && error && 'dependencies' in (error as object)) return error as unknown as Readiness
  return body(Promise.resolve({ data, error, response }))
}

import type { EventKind, LogEvent } from '@/types'
import { api, body } from './http'

interface Filter {
  service?: string[]
  kind?: EventKind[]
  agentId?: string[]
}

/** The newest twenty. */
export const listEvents = async (filter: Filter, signal?: AbortSignal): Promise<LogEvent[]> =>
  (await body(api.GET('/v1/events', { params: { query: { ...filter, limit: 20 } }, signal }))).items

import type { components } from '@/types/schema'
import type { LogEvent } from '@/types'
import { api, apiRoot, body } from './http'

export type NewSender = components['schemas']['AgentWithKey']

/** An agent: who sends, and the key with which it does. */
export const createSender = (name: string): Promise<NewSender> => body(api.POST('/v1/agents', { body: { name } }))

export const renewKey = (id: string): Promise<NewSender> =>
  body(api.POST('/v1/agents/{id}/key', { params: { path: { id } } }))

export const senderExists = async (signal?: AbortSignal) =>
  (await body(api.GET('/v1/agents', { params: { query: { limit: 1 } }, signal }))).items.length > 0

/** The newest stored events; of one agent when it is named. */
export const newestEvents = async (limit: number, agentId?: string, signal?: AbortSignal): Promise<LogEvent[]> => {
  const query = { limit, agentId: agentId ? [agentId] : undefined }
  return (await body(api.GET('/v1/events', { params: { query }, signal }))).items
}

/** Where senders find the server. */
export const serverUrl = () => new URL(apiRoot(), location.origin).href.replace(/\/api$/, '')

export const getStoredEvent = (eventId: string, signal?: AbortSignal): Promise<LogEvent> =>
  body(api.GET('/v1/events/{eventId}', { params: { path: { eventId } }, signal }))

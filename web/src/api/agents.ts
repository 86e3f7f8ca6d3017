import type { Agent, AgentPatch, AgentWithKey, HeartbeatStrip, NewAgent, Ping } from '@/types/agents'
import type { Page } from '@/types/list'
import { api, body } from './http'

const at = (id: string) => ({ path: { id } })

export const listAgents = (cursor?: string, signal?: AbortSignal): Promise<Page<Agent>> =>
  body(api.GET('/v1/agents', { params: { query: { cursor, limit: 1000 } }, signal }))

export const getAgent = (id: string, signal?: AbortSignal): Promise<Agent> =>
  body(api.GET('/v1/agents/{id}', { params: at(id), signal }))

/** @returns the agent with its key, which is not shown again. */
export const createAgent = (agent: NewAgent): Promise<AgentWithKey> => body(api.POST('/v1/agents', { body: agent }))

export const changeAgent = (id: string, patch: AgentPatch): Promise<Agent> =>
  body(api.PATCH('/v1/agents/{id}', { params: at(id), body: patch }))

export const deleteAgent = async (id: string): Promise<void> => {
  await body(api.DELETE('/v1/agents/{id}', { params: at(id) }))
}

export const pauseAgent = (id: string): Promise<Agent> => body(api.POST('/v1/agents/{id}/pause', { params: at(id) }))
export const resumeAgent = (id: string): Promise<Agent> => body(api.POST('/v1/agents/{id}/resume', { params: at(id) }))

/** A new key; the one before works for an hour more. */
export const renewAgentKey = (id: string): Promise<AgentWithKey> =>
  body(api.POST('/v1/agents/{id}/key', { params: at(id) }))

export const getHeartbeats = (id: string, slots: number, signal?: AbortSignal): Promise<HeartbeatStrip> =>
  body(api.GET('/v1/agents/{id}/heartbeats', { params: { ...at(id), query: { slots } }, signal }))

export const listPings = async (id: string, signal?: AbortSignal): Promise<Ping[]> =>
  (await body(api.GET('/v1/agents/{id}/pings', { params: at(id), signal }))).items

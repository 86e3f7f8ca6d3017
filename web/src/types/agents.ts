import type { components } from './schema'
import type { AgentState } from './index'

type Schemas = components['schemas']

export type Agent = Schemas['AgentFields']
export type AgentWithKey = Agent & { key: string }
export type NewAgent = Schemas['NewAgent']
export type AgentPatch = Schemas['AgentPatch']
export type AgentProcess = Schemas['AgentProcess']
export type WatchedProcess = Schemas['NewWatchedProcess']
export type HeartbeatStrip = Schemas['HeartbeatStrip']
export type Ping = Schemas['PingList']['items'][number]

/** What needs somebody first. */
export const agentStates: readonly AgentState[] = ['down', 'late', 'new', 'up', 'paused']

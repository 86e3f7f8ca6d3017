import type { components } from './schema'

type Schemas = components['schemas']

export type Level = Schemas['Level']
export type EventStatus = Schemas['EventStatus']
export type EventKind = Schemas['EventKind']
export type LogEvent = Schemas['Event']
export type EventDetails = Schemas['EventDetails']
export type EventList = Schemas['EventList']
export type Triage = Schemas['Triage']
export type Bucket = Schemas['Bucket']
export type Histogram = Schemas['Histogram']
export type Facets = Schemas['Facets']
export type Facet = Schemas['Facet']
export type Explanation = Schemas['Explanation']
export type Overview = Schemas['Overview']
export type Readiness = Schemas['Readiness']
export type Problem = Schemas['Problem']
export type AgentState = Schemas['AgentState']
export type DeliveryStatus = Schemas['DeliveryStatus']

export const levels: readonly Level[] = ['trace', 'debug', 'info', 'warning', 'error', 'critical']

export type Role = 'reader' | 'operator' | 'admin'

/** Whose credential this is. */
export interface Me {
  name: string
  kind: 'owner' | 'token' | 'user'
  role: Role
}

/** What states are drawn as: a colour, an icon and a word. */
export type Tone = 'neutral' | 'info' | 'ok' | 'warning' | 'error' | 'critical'

/** What the live connection tells; a hint, the lists are the truth. */
export interface EventHint {
  eventId: string
  time: string
  level: Level
  service: string
  host: string
  source: string
  environment: string
  kind: EventKind
  message: string
}

export interface AgentHint {
  id: string
  name: string
  state: AgentState
  stateSince: string
  lastSeenAt: string | null
  connected: boolean
}

export interface DeliveryHint {
  id: string
  notificationId: string
  channel: string
  status: DeliveryStatus
  attempts: number
}

export interface Hints {
  events: EventHint[]
  agentChanged: AgentHint
  deliveryChanged: DeliveryHint
}

/** `off`: nobody listens. `polling`: the server has no live connection, lists are asked again instead. */
export type LiveState = 'off' | 'connecting' | 'live' | 'polling' | 'reconnecting'

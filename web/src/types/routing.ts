import type { components } from './schema'

type Schemas = components['schemas']

export type Route = Schemas['Route']
export type RoutingDocument = Schemas['RoutingDocument']
export type NewEvent = Schemas['NewEvent']
export type RoutingTest = Schemas['RoutingTest']
export type TriedRoute = Schemas['TriedRoute']
export type Replay = Schemas['Replay']
export type ReplaySide = Schemas['ReplaySide']
export type RoutingMatrix = Schemas['RoutingMatrix']
export type RoutingCell = Schemas['RoutingCell']

/** The document in force, with what must be named to replace it. */
export interface RoutingInForce {
  document: RoutingDocument
  etag: string
}

/** Fields by which events are gathered into one message; `context.<key>` besides. */
export const groupFields = ['service', 'host', 'source', 'environment', 'kind', 'level', 'agentId'] as const

import type { components } from './schema'

type Schemas = components['schemas']

export type Watch = Schemas['Watch']
export type WatchSummary = Schemas['WatchList']['items'][number]
export type NewWatch = Schemas['NewWatch']
export type Series = Schemas['Series']

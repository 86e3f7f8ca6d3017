import type { EventDetails, EventList, EventStatus, Explanation, Facets, Histogram } from '@/types'
import type { operations } from '@/types/schema'
import { api, body } from './http'

type ListQuery = NonNullable<operations['ListEvents']['parameters']['query']>

/** What lists, counts and facets are narrowed by. */
export type EventFilter = Omit<ListQuery, 'order' | 'limit' | 'cursor'>

export const listEvents = (query: ListQuery, signal?: AbortSignal): Promise<EventList> =>
  body(api.GET('/v1/events', { params: { query }, signal }))

export const countEvents = (query: EventFilter & { buckets?: number }, signal?: AbortSignal): Promise<Histogram> =>
  body(api.GET('/v1/events/histogram', { params: { query }, signal }))

export type FacetField = operations['GetEventFacets']['parameters']['query']['field']

export const eventFacets = (query: EventFilter & { field: FacetField }, signal?: AbortSignal): Promise<Facets> =>
  body(api.GET('/v1/events/facets', { params: { query }, signal }))

export const getEvent = (eventId: string, signal?: AbortSignal): Promise<EventDetails> =>
  body(api.GET('/v1/events/{eventId}', { params: { path: { eventId } }, signal }))

export const explainEvent = (eventId: string, signal?: AbortSignal): Promise<Explanation> =>
  body(api.GET('/v1/events/{eventId}/explain', { params: { path: { eventId } }, signal }))

export const triageEvent = (eventId: string, change: { status?: EventStatus; note?: string }): Promise<EventDetails> =>
  body(api.PATCH('/v1/events/{eventId}', { params: { path: { eventId } }, body: change }))

export const deleteEvent = (eventId: string): Promise<unknown> =>
  body(api.DELETE('/v1/events/{eventId}', { params: { path: { eventId } } }))

type BulkFilter = NonNullable<
  NonNullable<operations['TriageEvents']['requestBody']['content']['application/json']>['filter']
>

/** At most 500 a call; a filter goes on with `nextCursor`. */
export const triageEvents = (
  change: { status?: EventStatus; note?: string },
  of: { eventIds: string[] } | { filter: EventFilter; cursor?: string },
) =>
  body(
    api.POST('/v1/events/triage', {
      body: { ...change, ...('filter' in of ? { ...of, filter: asTexts(of.filter) } : of) },
    }),
  )

/** Lists of values as the query writes them. */
const asTexts = (filter: EventFilter) =>
  Object.fromEntries(
    Object.entries(filter).map(([field, value]) => [field, Array.isArray(value) ? value.join(',') : value]),
  ) as BulkFilter

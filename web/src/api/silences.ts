import type { NewSilence, Silence, SilenceState, SilenceTest } from '@/types/silences'
import { api, apiRoot, body } from './http'

export interface SilencePage {
  items: Silence[]
  nextCursor: string | null
}

export const listSilences = (
  state: SilenceState[] | undefined,
  cursor: string | undefined,
  signal?: AbortSignal,
): Promise<SilencePage> => body(api.GET('/v1/silences', { params: { query: { state, cursor, limit: 100 } }, signal }))

export const createSilence = (silence: NewSilence): Promise<Silence> =>
  body(api.POST('/v1/silences', { body: silence }))

/** Ends it now; it stays in the list. */
export const endSilence = (id: string) => body(api.DELETE('/v1/silences/{id}', { params: { path: { id } } }))

/** What it would have muted of the last day; makes none. */
export const testSilence = (match: string[], signal?: AbortSignal): Promise<SilenceTest> =>
  body(api.POST('/v1/silences/test', { body: { match, last: '1d' }, signal }))

export const silencesUrl = () => new URL(apiRoot() + '/v1/silences', location.origin).href

import type { Page } from '@/types/list'
import type { NewWatch, Watch, WatchSummary } from '@/types/watches'
import { api, body } from './http'

const at = (id: string) => ({ path: { id } })

export const listWatches = (cursor?: string, signal?: AbortSignal): Promise<Page<WatchSummary>> =>
  body(api.GET('/v1/watches', { params: { query: { cursor, limit: 200 } }, signal }))

export const getWatch = (id: string, signal?: AbortSignal): Promise<Watch> =>
  body(api.GET('/v1/watches/{id}', { params: at(id), signal }))

export const createWatch = (watch: NewWatch): Promise<Watch> => body(api.POST('/v1/watches', { body: watch }))

export const replaceWatch = (id: string, watch: NewWatch): Promise<Watch> =>
  body(api.PUT('/v1/watches/{id}', { params: at(id), body: watch }))

export const deleteWatch = async (id: string): Promise<void> => {
  await body(api.DELETE('/v1/watches/{id}', { params: at(id) }))
}

/** One that will not come again is no longer waited for. */
export const forgetSeries = async (id: string, seriesId: string): Promise<void> => {
  await body(api.DELETE('/v1/watches/{id}/series/{seriesId}', { params: { path: { id, seriesId } } }))
}

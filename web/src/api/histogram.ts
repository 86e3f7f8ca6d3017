import { api, body } from './http'

/** How many events the range holds, as the minutes count them. */
export async function countEvents(from: string, to: string, signal?: AbortSignal) {
  const { buckets } = await body(
    api.GET('/v1/events/histogram', { params: { query: { from, to, buckets: 1 } }, signal }),
  )
  return buckets.flatMap(({ counts }) => Object.values(counts)).reduce((sum, count) => sum + count, 0)
}

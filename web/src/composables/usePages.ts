import { useInfiniteQuery } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import type { Page } from '@/types/list'
import { live } from './useLive'

type Ask<T> = (cursor: string | undefined, signal: AbortSignal) => Promise<Page<T>>

/** Pages may be empty before the end: goes on to the next that is not, within ten answers. */
export async function fill<T>(ask: (cursor?: string) => Promise<Page<T>>, cursor?: string): Promise<Page<T>> {
  let page = await ask(cursor)
  for (let answers = 1; page.items.length === 0 && page.nextCursor && answers < 10; answers++)
    page = await ask(page.nextCursor)
  return page
}

/** A list of the server, page by page. `key` holds everything the answer depends on. */
export function usePages<T>(
  key: MaybeRefOrGetter<readonly unknown[]>,
  ask: Ask<T>,
  enabled: MaybeRefOrGetter<boolean> = true,
) {
  const query = useInfiniteQuery({
    queryKey: computed(() => [...toValue(key)]),
    queryFn: ({ pageParam, signal }) => fill<T>((cursor) => ask(cursor, signal), pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    // Where nothing tells what has changed, it is asked for.
    refetchInterval: () => (live.state.value === 'live' ? 60_000 : 5_000),
    enabled: computed(() => toValue(enabled)),
    placeholderData: (before) => before,
  })
  const items = computed<T[] | undefined>(() => query.data.value?.pages.flatMap((page) => page.items as T[]))
  return { query, items, more: query.hasNextPage, fault: query.error }
}

import { useQuery } from '@tanstack/vue-query'
import { computed, shallowRef, toValue, watch, type MaybeRefOrGetter } from 'vue'
import type { Page } from '@/types/list'
import { live } from './useLive'
import { queries } from './useSession'

type Ask<T> = (cursor: string | undefined, signal?: AbortSignal) => Promise<Page<T>>

/** Pages may be empty before the end: goes on to the next that is not, within ten answers. */
export async function fill<T>(ask: Ask<T>, cursor?: string, signal?: AbortSignal): Promise<Page<T>> {
  let page = await ask(cursor, signal)
  for (let answers = 1; page.items.length === 0 && page.nextCursor && answers < 10; answers++)
    page = await ask(page.nextCursor, signal)
  return page
}

/** A list of the server, page by page; asked anew it has as many pages as before. `key` holds everything the answer depends on. */
export function usePages<T>(given: MaybeRefOrGetter<readonly unknown[]>, ask: Ask<T>) {
  const key = computed(() => [...toValue(given)])
  const pages = shallowRef(1)
  const busy = shallowRef(false)
  watch(
    () => JSON.stringify(key.value),
    () => (pages.value = 1),
  )

  async function all(signal: AbortSignal): Promise<Page<T>> {
    const found = await fill(ask, undefined, signal)
    for (let page = 1; page < pages.value && found.nextCursor; page++) {
      const next = await fill(ask, found.nextCursor, signal)
      found.items.push(...next.items)
      found.nextCursor = next.nextCursor
    }
    return found
  }

  const query = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => all(signal),
    // Where nothing tells what has changed, it is asked for.
    refetchInterval: () => (live.state.value === 'live' ? 60_000 : 5_000),
    placeholderData: (before) => before,
  })

  const failed = shallowRef<unknown>()
  async function next() {
    const asked = key.value
    const cursor = query.data.value?.nextCursor
    if (busy.value || !cursor) return
    busy.value = true
    failed.value = undefined
    try {
      const page = await fill(ask, cursor)
      pages.value++
      queries.setQueryData<Page<T>>(asked, (known) =>
        known?.nextCursor === cursor ? { items: [...known.items, ...page.items], nextCursor: page.nextCursor } : known,
      )
    } catch (error) {
      failed.value = error
    } finally {
      busy.value = false
    }
  }

  return {
    items: computed<T[] | undefined>(() => query.data.value?.items),
    more: computed(() => !!query.data.value?.nextCursor),
    fault: computed(() => query.error.value ?? failed.value),
    busy,
    next,
    retry: () => query.refetch(),
  }
}

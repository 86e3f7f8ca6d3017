import { onScopeDispose, shallowRef, watch, type Ref } from 'vue'
import { listEvents, type EventFilter } from '@/api/events'
import type { LogEvent } from '@/types'

const most = 2000

/** Everything with one id in a period, oldest first, at most 2,000; shown while it is being gathered. */
export function useCorrelation(filter: Ref<EventFilter>) {
  const events = shallowRef<readonly LogEvent[]>([])
  const busy = shallowRef(true)
  const fault = shallowRef<unknown>()
  const cut = shallowRef(false)
  let run = new AbortController()

  async function load() {
    run.abort()
    run = new AbortController()
    const { signal } = run
    events.value = []
    busy.value = true
    fault.value = undefined
    try {
      let cursor: string | undefined
      do {
        const page = await listEvents({ ...filter.value, order: 'asc', limit: 500, cursor }, signal)
        events.value = [...events.value, ...page.items]
        cursor = page.nextCursor ?? undefined
      } while (cursor && events.value.length < most)
      cut.value = cursor !== undefined
    } catch (error) {
      if (!signal.aborted) fault.value = error
    } finally {
      if (!signal.aborted) busy.value = false
    }
  }

  watch(filter, load, { immediate: true })
  onScopeDispose(() => run.abort())
  return { events, busy, fault, cut, load }
}

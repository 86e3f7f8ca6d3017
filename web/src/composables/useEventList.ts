import { computed, onScopeDispose, shallowRef, watch, type Ref } from 'vue'
import { listEvents } from '@/api/events'
import type { EventHint, LogEvent } from '@/types'
import { Fault } from '@/types/fault'
import { holds, type EventFilter } from './useEventFilter'
import { live, onHint, onReconnected } from './useLive'

/** A row holds at least what a hint does; the rest is there when the list has answered it. */
export type EventRow = EventHint & Partial<LogEvent>

const pageSize = 200
const mostRows = 10_000
/** Events that come a little late lie before those already seen. */
const overlap = 2_000
const calmly = 1_000

const newestFirst = (a: EventRow, b: EventRow) => (a.eventId < b.eventId ? 1 : a.eventId > b.eventId ? -1 : 0)

/**
 * The events of a filter, newest first, whole from the newest to the oldest loaded. While `follows` holds, new ones come in above;
 * while it does not, they wait and are counted. What the live connection says only makes it ask sooner:
 * after a gap it asks from the newest it has, so that nothing is missing and nothing is there twice.
 */
export function useEventList(filter: Ref<EventFilter>, upToNow: Ref<boolean>, follows: Ref<boolean>) {
  const rows = shallowRef<readonly EventRow[]>([])
  const waiting = shallowRef<readonly EventRow[]>([])
  const fault = shallowRef<unknown>()
  const loading = shallowRef(false)
  const loaded = shallowRef(false)
  /** Rows the server has looked at for what is shown. */
  const scanned = shallowRef(0)
  const tail = shallowRef<{ cursor?: string; to?: string } | null>(null)

  const known = new Set<string>()
  let run = new AbortController()
  let seen = 0
  let timer = 0
  let pulling = false
  let again = false

  const fresh = (items: readonly EventRow[]) =>
    items.filter((item) => !known.has(item.eventId) && known.add(item.eventId))

  function see(items: readonly EventRow[]) {
    for (const item of items)
      seen = Math.max(seen, Math.min(Date.parse(item.time), Date.parse(item.receivedAt ?? item.time)))
  }

  async function page(query: { cursor?: string; to?: string }, signal: AbortSignal) {
    const answer = await listEvents({ ...filter.value, ...query, order: 'desc', limit: pageSize }, signal)
    scanned.value += answer.scanned
    tail.value = answer.nextCursor ? { cursor: answer.nextCursor } : null
    return answer.items
  }

  /** From the top, anew. */
  async function load() {
    run.abort()
    run = new AbortController()
    const { signal } = run
    loading.value = true
    fault.value = undefined
    scanned.value = 0
    const startedAt = Date.now()
    try {
      let items = await page({}, signal)
      // A rare match may lie behind many calls; the reader decides about more than a few.
      for (let calls = 1; items.length === 0 && tail.value && calls < 5; calls++) items = await page(tail.value, signal)
      known.clear()
      waiting.value = []
      rows.value = fresh(items)
      seen = 0
      see(items)
      seen ||= startedAt - overlap
      loaded.value = true
    } catch (error) {
      if (!signal.aborted) fault.value = error
    } finally {
      if (!signal.aborted) loading.value = false
    }
    plan(calmly)
  }

  async function older() {
    if (loading.value || !tail.value) return
    const { signal } = run
    loading.value = true
    fault.value = undefined
    try {
      const items = await page(tail.value, signal)
      rows.value = [...rows.value, ...fresh(items)]
    } catch (error) {
      if (!signal.aborted) fault.value = error
    } finally {
      if (!signal.aborted) loading.value = false
    }
  }

  /** What has come since the newest that was seen. More than the list holds is asked for from the top instead. */
  async function pull() {
    if (pulling || loading.value || !loaded.value || !upToNow.value) {
      again ||= pulling
      return plan()
    }
    pulling = true
    const { signal } = run
    try {
      const from = new Date(Math.max(Date.parse(filter.value.from ?? '') || 0, seen - overlap)).toISOString()
      let cursor: string | undefined
      const found: EventRow[] = []
      do {
        const answer = await listEvents({ ...filter.value, from, order: 'asc', limit: 1000, cursor }, signal)
        found.push(...fresh(answer.items))
        see(answer.items)
        cursor = answer.nextCursor ?? undefined
      } while (cursor && found.length < mostRows)
      if (cursor) await load()
      else take(found)
    } catch (error) {
      if (!signal.aborted && !(error instanceof Fault && error.unreachable)) fault.value = error
    } finally {
      pulling = false
      plan(again ? calmly : undefined)
      again = false
    }
  }

  function take(found: readonly EventRow[]) {
    if (found.length === 0) return
    if (follows.value) show(found)
    else waiting.value = [...waiting.value, ...found]
  }

  function show(found: readonly EventRow[]) {
    const all = [...found, ...rows.value].sort(newestFirst)
    const cut = all.splice(mostRows)
    if (cut.length > 0) {
      cut.forEach((row) => known.delete(row.eventId))
      // Times have more digits than a date of the browser: a millisecond more, what is known is left out.
      tail.value = { to: new Date(Date.parse(all.at(-1)!.time) + 1).toISOString() }
    }
    rows.value = all
  }

  /** What waited comes in. */
  function release() {
    const found = waiting.value
    waiting.value = []
    if (found.length > mostRows / 2) load()
    else show(found)
  }

  function plan(wait = live.state.value === 'live' ? 10_000 : 3_000) {
    window.clearTimeout(timer)
    timer = window.setTimeout(pull, wait)
  }

  let hintedAt = 0
  onHint('events', (hints) => {
    const late = hints.filter((hint) => Date.parse(hint.time) < seen - overlap && holds(filter.value, hint))
    if (late.length > 0 && loaded.value && upToNow.value) take(fresh(late.filter(within)))
    const wait = Math.max(0, hintedAt + calmly - Date.now())
    if (wait === 0 || !timer) hintedAt = Date.now()
    plan(wait)
  })
  /** Older than what is loaded is found by going down. */
  const within = (hint: EventHint) => !tail.value || hint.eventId > (rows.value.at(-1)?.eventId ?? '')
  onReconnected(pull)

  /** What was changed here is seen here. */
  function patch(ids: ReadonlySet<string>, change: Partial<LogEvent>) {
    rows.value = rows.value.map((row) => (ids.has(row.eventId) ? { ...row, ...change } : row))
  }

  const drop = (id: string) => (rows.value = rows.value.filter((row) => row.eventId !== id))

  watch(filter, load, { immediate: true })
  watch(follows, (now) => now && waiting.value.length > 0 && release())
  onScopeDispose(() => {
    run.abort()
    window.clearTimeout(timer)
  })

  return {
    rows,
    waiting,
    fault,
    loading,
    loaded,
    scanned,
    more: computed(() => tail.value !== null),
    load,
    older,
    release,
    patch,
    drop,
  }
}

import { onScopeDispose, shallowRef } from 'vue'
import { countEvents } from '@/api/histogram'
import { replayRouting } from '@/api/routing'
import type { Replay, Route } from '@/types/routing'
import { Fault } from '@/types/fault'

/** Replays a draft over a past time, page after page; it can be stopped between and within pages. */
export function useReplay() {
  const result = shallowRef<Replay>()
  const fault = shallowRef<Fault>()
  const running = shallowRef(false)
  const done = shallowRef(false)
  /** Events looked at, and about how many there are; 0 as long as that is not known. */
  const looked = shallowRef(0)
  const total = shallowRef(0)
  let stopper: AbortController | undefined

  const stop = () => stopper?.abort()

  async function run(from: number, to: number, routes?: Route[]) {
    stop()
    const mine = (stopper = new AbortController())
    Object.assign(running, { value: true })
    done.value = false
    fault.value = result.value = undefined
    looked.value = total.value = 0
    const span = { from: new Date(from).toISOString(), to: new Date(to).toISOString() }
    countEvents(span.from, span.to, mine.signal).then(
      (count) => mine === stopper && (total.value = count),
      () => {},
    )
    try {
      await pages(span, routes, mine)
      done.value = !mine.signal.aborted
    } catch (error) {
      if (mine.signal.aborted) return
      if (!(error instanceof Fault)) throw error
      fault.value = error
    } finally {
      if (mine === stopper) running.value = false
    }
  }

  async function pages(span: { from: string; to: string }, routes: Route[] | undefined, mine: AbortController) {
    let cursor: string | null = null
    do {
      const page: Replay = await replayRouting({ ...span, routes, cursor }, mine.signal)
      if (mine.signal.aborted) return
      looked.value += page.scanned
      result.value = page
      cursor = page.nextCursor
    } while (cursor)
  }

  onScopeDispose(stop)
  return { result, fault, running, done, looked, total, run, stop }
}

import { computed, shallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { deleteEvent, triageEvent, triageEvents } from '@/api/events'
import type { EventStatus, LogEvent } from '@/types'
import { Fault } from '@/types/fault'
import { count } from '@/ui/clock'
import { toast } from '@/ui/toasts'
import type { EventFilter } from './useEventFilter'
import { queries } from './useSession'

interface Target {
  eventId: string
  status?: EventStatus
}

const atOnce = 500

export const wordOf = (error: unknown) => (error instanceof Fault ? error.detail || error.title : String(error))

/**
 * Acknowledges, closes and opens events: one, those chosen, or all that match. It shows at once (`patch`),
 * goes back where the server refuses, and can be undone.
 */
export function useTriage(patch: (ids: ReadonlySet<string>, change: Partial<LogEvent>) => void) {
  const { t } = useI18n()
  const progress = shallowRef<{ done: number; stop: () => void }>()

  const forget = (ids: Iterable<string>) => {
    for (const id of ids) queries.invalidateQueries({ queryKey: ['event', id] })
    queries.invalidateQueries({ queryKey: ['alarms'] })
  }
  const told = (status: EventStatus, done: number) => t(`events.triage.done.${status}`, { n: count(done) }, done)
  const failed = (number: number, error: unknown) =>
    toast(t('events.triage.failed', { n: count(number), why: wordOf(error) }, number), 'error')

  /** @returns those that were changed. */
  async function send(targets: readonly Target[], status: EventStatus, note: string) {
    const done: Target[] = []
    for (let at = 0; at < targets.length; at += atOnce) {
      const some = targets.slice(at, at + atOnce)
      patch(new Set(some.map((target) => target.eventId)), { status })
      try {
        await triageEvents({ status, ...(note ? { note } : {}) }, { eventIds: some.map((target) => target.eventId) })
        done.push(...some)
      } catch (error) {
        for (const target of some) patch(new Set([target.eventId]), { status: target.status ?? 'open' })
        failed(some.length, error)
      }
    }
    forget(targets.map((target) => target.eventId))
    return done
  }

  async function set(targets: readonly Target[], status: EventStatus, note = '') {
    const changed = targets.filter((target) => target.status !== status || note)
    const done = await send(changed, status, note)
    if (done.length > 0) toast(told(status, done.length), 'ok', () => undo(done))
  }

  async function undo(targets: readonly Target[]) {
    for (const status of ['open', 'acknowledged', 'closed'] as const) {
      const those = targets.filter((target) => (target.status ?? 'open') === status)
      await send(those, status, '')
    }
  }

  /** All that match up to this moment, loaded or not; with progress, until done or stopped. */
  async function setAll(filter: EventFilter, status: EventStatus, note: string) {
    let stop = false
    let done = 0
    const show = () => (progress.value = { done, stop: () => (stop = true) })
    show()
    try {
      const fixed = { ...filter, to: filter.to ?? new Date().toISOString() }
      let cursor: string | undefined
      do {
        const answer = await triageEvents(
          { status, ...(note ? { note } : {}) },
          { filter: fixed, ...(cursor ? { cursor } : {}) },
        )
        done += answer.changed
        cursor = answer.nextCursor ?? undefined
        show()
      } while (cursor && !stop)
      toast(told(status, done))
    } catch (error) {
      failed(1, error)
    } finally {
      progress.value = undefined
      queries.invalidateQueries({ queryKey: ['event'] })
      forget([])
    }
  }

  async function note(event: Target, text: string) {
    await triageEvent(event.eventId, { note: text })
    forget([event.eventId])
  }

  async function remove(event: Target) {
    try {
      await deleteEvent(event.eventId)
      forget([])
      return true
    } catch (error) {
      failed(1, error)
      return false
    }
  }

  return { set, setAll, note, remove, progress: computed(() => progress.value) }
}

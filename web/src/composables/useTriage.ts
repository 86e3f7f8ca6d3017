import { computed, shallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { deleteEvent, listEvents, triageEvent } from '@/api/events'
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

const atOnce = 6

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
  }

  async function send(
    targets: readonly Target[],
    change: { status?: EventStatus; note?: string },
    stopped = () => false,
    step = () => {},
  ) {
    const failed: { target: Target; error: unknown }[] = []
    const left = [...targets]
    const work = async () => {
      for (let target = left.shift(); target && !stopped(); target = left.shift()) {
        try {
          await triageEvent(target.eventId, change)
          step()
        } catch (error) {
          failed.push({ target, error })
        }
      }
    }
    await Promise.all(Array.from({ length: atOnce }, work))
    return failed
  }

  function goBack(failed: readonly { target: Target; error: unknown }[]) {
    for (const { target } of failed) patch(new Set([target.eventId]), { status: target.status ?? 'open' })
    if (failed[0])
      toast(
        t('events.triage.failed', { n: count(failed.length), why: wordOf(failed[0].error) }, failed.length),
        'error',
      )
  }

  async function set(targets: readonly Target[], status: EventStatus, note = '') {
    const changed = targets.filter((target) => target.status !== status || note)
    if (changed.length === 0) return
    const ids = new Set(changed.map((target) => target.eventId))
    patch(ids, { status })
    const failed = await send(changed, { status, ...(note ? { note } : {}) })
    goBack(failed)
    forget(ids)
    const done = changed.length - failed.length
    if (done > 0) toast(t(`events.triage.done.${status}`, { n: count(done) }, done), 'ok', () => undo(changed))
  }

  async function undo(targets: readonly Target[]) {
    for (const status of ['open', 'acknowledged', 'closed'] as const) {
      const those = targets.filter((target) => (target.status ?? 'open') === status)
      patch(new Set(those.map((target) => target.eventId)), { status })
      goBack(await send(those, { status }))
    }
    forget(targets.map((target) => target.eventId))
  }

  /** All that match, loaded or not, up to this moment; page by page, with progress, until done or stopped. */
  async function setAll(filter: EventFilter, status: EventStatus, note: string) {
    let stop = false
    let done = 0
    const failed: { target: Target; error: unknown }[] = []
    const show = () => (progress.value = { done, stop: () => (stop = true) })
    show()
    try {
      const fixed = { ...filter, to: filter.to ?? new Date().toISOString() }
      let cursor: string | undefined
      do {
        const page = await listEvents({ ...fixed, limit: 200, cursor })
        const targets = page.items.filter((event) => event.status !== status || note)
        patch(new Set(targets.map((event) => event.eventId)), { status })
        failed.push(
          ...(await send(
            targets,
            { status, ...(note ? { note } : {}) },
            () => stop,
            () => (done++, show()),
          )),
        )
        forget(targets.map((event) => event.eventId))
        cursor = page.nextCursor ?? undefined
      } while (cursor && !stop && failed.length < 50)
    } catch (error) {
      toast(t('events.triage.failed', { n: '', why: wordOf(error) }, 1), 'error')
    } finally {
      progress.value = undefined
    }
    goBack(failed)
    toast(t(`events.triage.done.${status}`, { n: count(done) }, done))
  }

  async function note(event: Target, text: string) {
    await triageEvent(event.eventId, { note: text })
    forget([event.eventId])
  }

  async function remove(event: Target) {
    try {
      await deleteEvent(event.eventId)
      return true
    } catch (error) {
      toast(t('events.triage.failed', { n: '', why: wordOf(error) }, 1), 'error')
      return false
    }
  }

  return { set, setAll, note, remove, progress: computed(() => progress.value) }
}

import { computed, shallowRef, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import type { EventFilter } from '@/composables/useEventFilter'
import type { EventRow, useEventList } from '@/composables/useEventList'
import { useTriage } from '@/composables/useTriage'
import type { EventStatus } from '@/types'
import { count } from '@/ui/clock'
import { confirm } from '@/ui/confirm'
import { copy } from '@/ui/text'
import { toast } from '@/ui/toasts'

/** The events chosen in the list, or all that match, and what is done with them. */
export function useSelection(
  list: ReturnType<typeof useEventList>,
  filter: Ref<EventFilter>,
  total: Ref<number | undefined>,
) {
  const { t } = useI18n()
  const triage = useTriage(list.patch)
  const ids = shallowRef<ReadonlySet<string>>(new Set())
  const all = shallowRef(false)

  function none() {
    ids.value = new Set()
    all.value = false
  }

  function toggle(row: EventRow) {
    const chosen = new Set(ids.value)
    if (!chosen.delete(row.eventId)) chosen.add(row.eventId)
    ids.value = chosen
    all.value = false
  }

  /** Those chosen, with one note for all; else the one given, without a question. */
  async function apply(status: EventStatus, one?: EventRow) {
    const chosen = list.rows.value.filter((row) => ids.value.has(row.eventId))
    if (!all.value && chosen.length === 0) {
      if (one) await triage.set([one], status)
      return
    }
    const number = all.value ? total.value : chosen.length
    const note = await confirm({
      title: t(`events.triage.${status}`),
      text: all.value
        ? t('events.bulk.sureAll', { n: number === undefined ? '' : count(number) })
        : t('events.bulk.sure', { n: count(chosen.length) }, chosen.length),
      action: t(`events.triage.${status}`),
      note: t('events.triage.note'),
    })
    if (note === null) return
    if (all.value) {
      await triage.setAll(filter.value, status, note)
      list.load()
    } else await triage.set(chosen, status, note)
    none()
  }

  async function copyLink(row: EventRow) {
    if (await copy(`${location.origin}/events/${row.eventId}`)) toast(t('events.linkCopied'))
  }

  return {
    ids,
    all,
    size: computed(() => ids.value.size),
    has: (row: EventRow) => all.value || ids.value.has(row.eventId),
    toggle,
    none,
    apply,
    copyLink,
    progress: triage.progress,
  }
}

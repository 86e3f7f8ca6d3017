import { nextTick, ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { useShortcuts } from '@/ui/shortcuts'

/** `j` and `k` walk through the rows of a list, whose elements are called `row-<id>`; the focus goes with them. */
export function useRows(ids: () => readonly string[]) {
  const { t } = useI18n()
  const cursor = ref('')

  function move(by: number) {
    const all = ids()
    const at = all.indexOf(cursor.value)
    const next = all[at < 0 ? 0 : Math.max(0, Math.min(all.length - 1, at + by))]
    if (next === undefined) return
    cursor.value = next
    nextTick(() => document.getElementById(`row-${next}`)?.focus())
  }

  useShortcuts(
    {
      keys: 'j',
      run: () => move(1),
      get text() {
        return t('ui.rows.next')
      },
    },
    {
      keys: 'k',
      run: () => move(-1),
      get text() {
        return t('ui.rows.previous')
      },
    },
  )
  return { cursor, move }
}

import { onScopeDispose, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { onBeforeRouteLeave, type RouteLocationNormalized } from 'vue-router'
import { confirm } from '@/ui/confirm'
import { signedIn } from './useSession'

/**
 * Asks before unsaved changes are left behind, by a link or by closing the tab. `within` are pages to which they go along.
 * A session that has ended is no choice: then nothing is asked.
 */
export function useLeaveGuard(
  dirty: Readonly<Ref<boolean>>,
  words: () => { title: string; text: string },
  within: (to: RouteLocationNormalized) => boolean = () => false,
) {
  const { t } = useI18n()
  let released = false
  const holds = () => dirty.value && !released

  onBeforeRouteLeave(async (to) => {
    if (!holds() || !signedIn.value || within(to)) return true
    return (await confirm({ ...words(), action: t('common.guard.leave') })) !== null
  })

  const beforeUnload = (event: BeforeUnloadEvent) => holds() && event.preventDefault()
  window.addEventListener('beforeunload', beforeUnload)
  onScopeDispose(() => window.removeEventListener('beforeunload', beforeUnload))

  return { release: () => (released = true) }
}

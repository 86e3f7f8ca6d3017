import { computed, onScopeDispose, shallowRef } from 'vue'
import { preferences } from '@/ui/preferences'

/** Two lines on a phone; one on a screen, as close as was chosen. */
export function useRowHeight() {
  const phone = matchMedia('(max-width: 767px)')
  const narrow = shallowRef(phone.matches)
  const follow = () => (narrow.value = phone.matches)
  phone.addEventListener('change', follow)
  onScopeDispose(() => phone.removeEventListener('change', follow))
  return { narrow, height: computed(() => (narrow.value ? 54 : preferences.density === 'compact' ? 28 : 36)) }
}

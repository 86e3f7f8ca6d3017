import { computed, onScopeDispose, shallowRef, watch, type Ref } from 'vue'
import { preferences } from '@/ui/preferences'

/** Two lines where the list is narrow; one where it is wide, as close as was chosen. */
export function useRowHeight(list: Readonly<Ref<HTMLElement | null>>) {
  const width = shallowRef(window.innerWidth)
  const observer = new ResizeObserver(([entry]) => entry && (width.value = entry.contentRect.width))
  watch(list, (box, before) => {
    if (before) observer.unobserve(before)
    if (box) observer.observe(box)
  })
  onScopeDispose(() => observer.disconnect())
  const narrow = computed(() => width.value < 720)
  return { narrow, height: computed(() => (narrow.value ? 54 : preferences.density === 'compact' ? 28 : 36)) }
}

import { computed } from 'vue'
import { count } from '@/ui/clock'
import { useOverview } from './useOverview'

/** What waits for somebody, by the name of the page where it is seen. */
export function useBadges() {
  const { data } = useOverview()
  return computed<Record<string, string | undefined>>(() => {
    const some = (value: number | undefined) => (value ? count(value) : undefined)
    return { agents: some(data.value?.agentsByState.down), deliveries: some(data.value?.deliveriesByStatus.failed) }
  })
}

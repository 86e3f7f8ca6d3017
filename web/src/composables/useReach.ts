import { computed } from 'vue'
import { reach } from '@/api/http'
import { live } from './useLive'

/** Whether the server answers; `away` when either the requests or the live connection say it does not. */
export function useReach() {
  const away = computed(
    () => reach.failing.value || (live.state.value === 'reconnecting' && live.connections.value > 0),
  )
  return { away, failing: reach.failing, answeredAt: reach.answeredAt }
}

import { useQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import { listDeliveries } from '@/api/tellings'
import type { Delivery } from '@/types/tellings'
import { failuresOf } from '@/ui/tellings'
import { useFresh } from './useFresh'
import { usePages } from './usePages'
import type { useTellingFilter } from './useTellingFilter'

type Filter = ReturnType<typeof useTellingFilter>

/** Newest first; kept fresh by what is told of them. */
export function useDeliveries(filter: Filter) {
  useFresh('deliveryChanged', ['deliveries'])
  return usePages<Delivery>(
    computed(() => ['deliveries', 'list', filter.key.value]),
    (cursor, signal) => listDeliveries(filter.filterAt(Date.now()), { cursor, limit: 100, signal }),
  )
}

/** What failed and was not tried again, by cause: of the period, the channel and the route looked at, whatever the status. */
export function useFailures(filter: Filter) {
  const scope = computed(() => ({ ...filter.key.value, status: 'failed' }))
  const query = useQuery({
    queryKey: computed(() => ['deliveries', 'failures', scope.value]),
    queryFn: ({ signal }) =>
      listDeliveries({ ...filter.filterAt(Date.now()), status: ['failed'] }, { limit: 1000, signal }),
    refetchInterval: 30_000,
    placeholderData: (before) => before,
  })
  return {
    fault: query.error,
    refetch: query.refetch,
    failures: computed(() => failuresOf(query.data.value?.items ?? [])),
    /** There are more than were looked at. */
    more: computed(() => !!query.data.value?.nextCursor),
  }
}

import { useQuery } from '@tanstack/vue-query'
import { getStoredEvent } from '@/api/start'

/** One event by its id; nothing is asked without one. */
export const useStoredEvent = (id: () => string) =>
  useQuery({
    queryKey: ['events', 'stored', id],
    queryFn: ({ signal }) => getStoredEvent(id(), signal),
    enabled: () => id() !== '',
    staleTime: 60_000,
  })

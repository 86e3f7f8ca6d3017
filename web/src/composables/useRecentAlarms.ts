import { useQuery } from '@tanstack/vue-query'
import { listEvents } from '@/api/events'
import { onHint } from './useLive'
import { queries, signedIn } from './useSession'

/** The newest errors and worse that nobody has closed, of the last 24 hours. */
export function useRecentAlarms(limit = 8) {
  let due = 0
  onHint('events', (hints) => {
    if (due || !hints.some(({ level }) => level === 'error' || level === 'critical')) return
    due = window.setTimeout(() => {
      due = 0
      queries.invalidateQueries({ queryKey: ['alarms'] })
    }, 1000)
  })
  return useQuery({
    queryKey: ['alarms', limit],
    queryFn: ({ signal }) =>
      listEvents(
        {
          minLevel: 'error',
          status: ['open', 'acknowledged'],
          from: new Date(Date.now() - 86_400_000).toISOString(),
          order: 'desc',
          limit,
        },
        signal,
      ),
    enabled: signedIn,
    refetchInterval: 30_000,
  })
}

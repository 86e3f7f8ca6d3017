import { useQuery } from '@tanstack/vue-query'
import { getOverview, getReadiness } from '@/api/health'
import { onHint } from './useLive'
import { queries, signedIn } from './useSession'

/** The state of everything in one small answer. */
export function useOverview() {
  onHint('agentChanged', refresh)
  onHint('deliveryChanged', refresh)
  return useQuery({
    queryKey: ['overview'],
    queryFn: ({ signal }) => getOverview(signal),
    enabled: signedIn,
    refetchInterval: 30_000,
  })
}

export function useReadiness() {
  return useQuery({
    queryKey: ['readiness'],
    queryFn: ({ signal }) => getReadiness(signal),
    enabled: signedIn,
    refetchInterval: 30_000,
  })
}

let due = 0

/** Hints come in swarms; one question answers them all. */
function refresh() {
  if (due) return
  due = window.setTimeout(() => {
    due = 0
    queries.invalidateQueries({ queryKey: ['overview'] })
  }, 1000)
}

import type { Replay } from '@/types/routing'

/** What a draft would change: of a route or a channel, notifications before and after. */
export interface ReplayRow {
  name: string
  before: number
  after: number
  /** Events a route took; of a channel none. */
  matchedBefore?: number
  matchedAfter?: number
  /** It is only in one of both. */
  only?: 'draft' | 'current'
}

export function routeRows({ draft, current }: Replay): ReplayRow[] {
  const old = new Map(current.routes.map((route) => [route.route, route]))
  const rows: ReplayRow[] = draft.routes.map((route) => {
    const before = old.get(route.route)
    old.delete(route.route)
    return {
      name: route.route,
      before: before?.notifications ?? 0,
      after: route.notifications,
      matchedBefore: before?.matched ?? 0,
      matchedAfter: route.matched,
      only: before ? undefined : 'draft',
    }
  })
  const gone = [...old.values()].map<ReplayRow>((route) => ({
    name: route.route,
    before: route.notifications,
    after: 0,
    matchedBefore: route.matched,
    matchedAfter: 0,
    only: 'current',
  }))
  return [...rows, ...gone]
}

function perChannel(routes: Replay['draft']['routes']) {
  const sums = new Map<string, number>()
  for (const route of routes)
    for (const [channel, count] of Object.entries(route.channels)) sums.set(channel, (sums.get(channel) ?? 0) + count)
  return sums
}

export function channelRows({ draft, current }: Replay): ReplayRow[] {
  const [before, after] = [perChannel(current.routes), perChannel(draft.routes)]
  return [...new Set([...before.keys(), ...after.keys()])]
    .sort()
    .map((name) => ({ name, before: before.get(name) ?? 0, after: after.get(name) ?? 0 }))
}

/** `+3`, `−2`, `0`. */
export const signed = (change: number) => (change > 0 ? `+${change}` : change < 0 ? `−${-change}` : '0')

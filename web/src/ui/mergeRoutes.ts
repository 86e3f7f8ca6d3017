import type { Route } from '@/types/routing'
import { copyOf, sameRoute } from './routes'

/** Where both changed the same route. `both`: mine was taken; `removedByThem`: mine was kept; `removedByMe`: theirs was kept. */
export interface MergeConflict {
  name: string
  kind: 'both' | 'removedByThem' | 'removedByMe'
}

export interface Merged {
  routes: Route[]
  conflicts: MergeConflict[]
}

type Kind = MergeConflict['kind']

const byName = (routes: readonly Route[]) => new Map(routes.map((route) => [route.name, route]))

function settle(base?: Route, theirs?: Route, mine?: Route): { route?: Route; conflict?: Kind } {
  if (mine && theirs) {
    if (sameRoute(mine, theirs)) return { route: mine }
    if (base && sameRoute(mine, base)) return { route: theirs }
    return base && sameRoute(theirs, base) ? { route: mine } : { route: mine, conflict: 'both' }
  }
  if (!base) return { route: mine ?? theirs }
  if (mine) return sameRoute(mine, base) ? {} : { route: mine, conflict: 'removedByThem' }
  if (theirs) return sameRoute(theirs, base) ? {} : { route: theirs, conflict: 'removedByMe' }
  return {}
}

/** Those of `source` that `names` lacks, each behind the one it follows there. */
function woven(names: readonly string[], source: readonly string[]) {
  const found = [...names]
  source.forEach((name, index) => {
    if (found.includes(name)) return
    const before = source.slice(0, index).findLast((each) => found.includes(each))
    found.splice(before === undefined ? 0 : found.indexOf(before) + 1, 0, name)
  })
  return found
}

const names = (routes: readonly Route[]) => routes.map((route) => route.name)

function hasMoved(base: readonly string[], mine: readonly string[]) {
  const kept = base.filter((name) => mine.includes(name))
  return kept.join('\n') !== mine.filter((name) => base.includes(name)).join('\n')
}

/** My changes since `base` on top of `theirs`. Their order holds unless I moved routes myself. */
export function mergeRoutes(base: readonly Route[], theirs: readonly Route[], mine: readonly Route[]): Merged {
  const [bases, others, own] = [byName(base), byName(theirs), byName(mine)]
  const order = hasMoved(names(base), names(mine))
    ? woven(names(mine), names(theirs))
    : woven(names(theirs), names(mine))
  const merged: Merged = { routes: [], conflicts: [] }
  for (const name of order) {
    const { route, conflict } = settle(bases.get(name), others.get(name), own.get(name))
    if (route) merged.routes.push(copyOf(route))
    if (conflict) merged.conflicts.push({ name, kind: conflict })
  }
  return merged
}

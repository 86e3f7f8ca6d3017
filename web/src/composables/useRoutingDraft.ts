import { computed, shallowRef, watch } from 'vue'
import { putRouting } from '@/api/routing'
import type { Route, RoutingInForce } from '@/types/routing'
import { Fault } from '@/types/fault'
import { mergeRoutes, type MergeConflict } from '@/ui/mergeRoutes'
import { bare, faultsByRoute, keyed, sameRoutes, type DraftRoute } from '@/ui/routes'
import { renewRouting, routingKey, useRoutingInForce } from './useRouting'
import { queries } from './useSession'

interface Draft {
  /** What it was made from. */
  base: Route[]
  version: number
  etag: string
  routes: DraftRoute[]
}

const place = 'notilog.routingDraft'

/** One for all pages of routing; kept in this browser until it is in force or thrown away. */
const draft = shallowRef<Draft | undefined>(restore())
const faults = shallowRef<Record<string, Record<string, string>>>({})
const fault = shallowRef<Fault>()
const busy = shallowRef(false)

function restore(): Draft | undefined {
  try {
    const kept = JSON.parse(localStorage.getItem(place) ?? '')
    return { ...kept, routes: kept.routes.map(keyed) }
  } catch {
    return undefined
  }
}

const routesOf = () => (draft.value?.routes ?? []).map(bare)
const dirty = computed(() => !!draft.value && !sameRoutes(draft.value.base, draft.value.routes))

function remember() {
  try {
    if (!dirty.value) localStorage.removeItem(place)
    else localStorage.setItem(place, JSON.stringify({ ...draft.value, routes: routesOf() }))
  } catch {
    // A browser that keeps nothing: it holds until the tab is closed.
  }
}

function clearFaults() {
  faults.value = {}
  fault.value = undefined
}

function startFrom({ document, etag }: RoutingInForce, routes: readonly Route[] = document.routes) {
  draft.value = { base: document.routes, version: document.version, etag, routes: routes.map(keyed) }
  clearFaults()
  remember()
}

function write(routes: readonly DraftRoute[]) {
  if (!draft.value) return
  draft.value = { ...draft.value, routes: [...routes] }
  remember()
}

/** Changes one route; what was wrong with it is forgotten. */
function change(key: string, part: Partial<Route>) {
  write((draft.value?.routes ?? []).map((route) => (route.key === key ? { ...route, ...part } : route)))
  if (faults.value[key]) faults.value = { ...faults.value, [key]: {} }
}

/** @returns `saved`; `lost` when somebody else was faster; `refused` when something is wrong with it (`faults`, `fault`). */
async function save(): Promise<'saved' | 'lost' | 'refused'> {
  if (!draft.value || busy.value) return 'refused'
  busy.value = true
  clearFaults()
  const sent = draft.value.routes
  try {
    const written = await putRouting(sent.map(bare), draft.value.etag)
    queries.setQueryData(routingKey, written)
    queries.invalidateQueries({ queryKey: ['routing', 'matrix'] })
    startFrom(written)
    return 'saved'
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    if (error.status === 412) {
      await renewRouting()
      return 'lost'
    }
    fault.value = error
    const byPlace = faultsByRoute(error.fields)
    faults.value = Object.fromEntries([...byPlace].map(([index, found]) => [sent[index]?.key ?? '', found]))
    return 'refused'
  } finally {
    busy.value = false
  }
}

/** Puts the changes of the draft on top of what is in force now. */
function rebase(inForce: RoutingInForce): MergeConflict[] {
  if (!draft.value) return []
  const { routes, conflicts } = mergeRoutes(draft.value.base, inForce.document.routes, routesOf())
  startFrom(inForce, routes)
  return conflicts
}

export function useRoutingDraft() {
  const inForce = useRoutingInForce()
  watch(
    inForce.data,
    (now) => {
      if (now && (!draft.value || (!dirty.value && draft.value.etag !== now.etag))) startFrom(now)
    },
    { immediate: true },
  )
  return {
    inForce,
    draft,
    dirty,
    /** Made from a version that is no longer in force. */
    stale: computed(() => dirty.value && !!inForce.data.value && inForce.data.value.etag !== draft.value?.etag),
    faults,
    fault,
    busy,
    routes: computed<readonly DraftRoute[]>(() => draft.value?.routes ?? []),
    /** For the server; undefined without changes. */
    drafted: computed<Route[] | undefined>(() => (dirty.value ? routesOf() : undefined)),
    write,
    change,
    save,
    rebase,
    replace: (routes: readonly Route[]) => write(routes.map(keyed)),
    discard: () => inForce.data.value && startFrom(inForce.data.value),
  }
}

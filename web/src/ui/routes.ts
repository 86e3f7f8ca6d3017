import type { Route } from '@/types/routing'

/** A route of a draft; `key` stays while its name and place change. */
export interface DraftRoute extends Route {
  key: string
}

let last = 0

/** Apart from the original, which may be a proxy of what the server answered. */
export const copyOf = (route: Route): Route => ({
  ...route,
  match: [...route.match],
  channels: [...route.channels],
  groupBy: [...route.groupBy],
})

export const keyed = (route: Route): DraftRoute => ({ ...copyOf(route), key: `r${++last}` })

export function bare(draft: DraftRoute): Route {
  const route: Route & { key?: string } = { ...draft }
  delete route.key
  return route
}

export const newRoute = (name: string): Route => ({
  name,
  match: [],
  continue: false,
  channels: [],
  groupBy: [],
  groupWait: '0s',
  groupInterval: '5m',
  enabled: true,
})

/** `name`, or with the first number behind it that is free. */
export function freeName(name: string, taken: readonly string[]) {
  let free = name
  for (let number = 2; taken.includes(free); number++) free = `${name} ${number}`
  return free
}

/** The list with one of it at another place; the same list when it cannot go further. */
export function moved<T>(list: readonly T[], from: number, to: number): readonly T[] {
  if (from === to || from < 0 || to < 0 || from >= list.length || to >= list.length) return list
  const next = [...list]
  next.splice(to, 0, ...next.splice(from, 1))
  return next
}

/** As text for people and for differences, a line a setting. */
export const routeText = (route: Route): string =>
  [
    `- name: ${route.name}`,
    ...route.match.map((matcher) => `  match: ${matcher}`),
    `  channels: ${route.channels.join(', ') || '[]'}`,
    ...(route.groupBy.length ? [`  groupBy: ${route.groupBy.join(', ')}`] : []),
    `  groupWait: ${route.groupWait}`,
    `  groupInterval: ${route.groupInterval}`,
    ...(route.continue ? ['  continue: true'] : []),
    ...(route.enabled ? [] : ['  enabled: false']),
  ].join('\n')

export const routesText = (routes: readonly Route[]) => routes.map(routeText).join('\n')

export const sameRoute = (one: Route, other: Route) => routeText(one) === routeText(other)

export const sameRoutes = (one: readonly Route[], other: readonly Route[]) => routesText(one) === routesText(other)

/** Faults of the server (`routes[2].match[0]`) by the place of the route, then by its field. */
export function faultsByRoute(fields: Record<string, string[]>) {
  const found = new Map<number, Record<string, string>>()
  for (const [path, messages] of Object.entries(fields)) {
    const at = /^(?:routing\.)?routes\[(\d+)\]\.?(.*)$/.exec(path)
    if (!at) continue
    const index = Number(at[1])
    found.set(index, { ...found.get(index), [at[2]!]: messages.join(' ') })
  }
  return found
}

/** Faults of a list (`match[3]`) by place. */
export function faultsAt(faults: Record<string, string> | undefined, field: string): Record<number, string> {
  const found: Record<number, string> = {}
  for (const [path, message] of Object.entries(faults ?? {})) {
    const at = new RegExp(`^${field}\\[(\\d+)\\]`).exec(path)
    if (at) found[Number(at[1])] = message
  }
  return found
}

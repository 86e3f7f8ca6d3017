import { describe, expect, it } from 'vitest'
import { reactive } from 'vue'
import type { Replay, Route } from '@/types/routing'
import { mergeRoutes } from '@/ui/mergeRoutes'
import { channelRows, routeRows, signed } from '@/ui/replay'
import { faultsAt, faultsByRoute, freeName, keyed, moved, newRoute, routeText, sameRoutes } from '@/ui/routes'

const route = (name: string, more: Partial<Route> = {}): Route => ({ ...newRoute(name), ...more })
const names = (routes: readonly Route[]) => routes.map((each) => each.name).join(' ')
const [a, b, c] = [route('a'), route('b'), route('c')]

describe('routes', () => {
  it('move within the list and not beyond it', () => {
    expect(moved(['a', 'b', 'c'], 0, 2)).toEqual(['b', 'c', 'a'])
    expect(moved(['a', 'b', 'c'], 2, 1)).toEqual(['a', 'c', 'b'])
    const list = ['a', 'b']
    expect(moved(list, 0, -1)).toBe(list)
    expect(moved(list, 1, 2)).toBe(list)
  })

  it('are copied from what the server answered, and change without it', () => {
    const answered = reactive(route('a', { match: ['x=1'] }))
    const draft = keyed(answered)
    draft.match.push('y=2')
    expect(answered.match).toEqual(['x=1'])
    expect(keyed(answered).key).not.toBe(draft.key)
  })

  it('are named apart', () => {
    expect(freeName('касса', [])).toBe('касса')
    expect(freeName('касса', ['касса', 'касса 2'])).toBe('касса 3')
  })

  it('differ in every setting and in order', () => {
    expect(sameRoutes([a, b], [route('a'), route('b')])).toBe(true)
    expect(sameRoutes([a, b], [b, a])).toBe(false)
    const changes: Partial<Route>[] = [
      { match: ['level>=error'] },
      { channels: ['ops'] },
      { groupBy: ['host'] },
      { groupWait: '1s' },
      { groupInterval: '1h' },
      { continue: true },
      { enabled: false },
    ]
    for (const change of changes) expect(sameRoutes([a], [route('a', change)])).toBe(false)
    expect(routeText(route('a', { match: ['x="1"'], channels: ['ops'] }))).toContain('  match: x="1"\n  channels: ops')
  })

  it('take the faults of the server to their fields', () => {
    const found = faultsByRoute({
      'routes[0].name': ['is required'],
      'routes[2].match[1]': ['has no value', 'has a space'],
      'routing.routes[3].channels[0]': ['is unknown'],
      other: ['x'],
    })
    expect(found.get(0)).toEqual({ name: 'is required' })
    expect(faultsAt(found.get(2), 'match')).toEqual({ 1: 'has no value has a space' })
    expect(faultsAt(found.get(3), 'channels')).toEqual({ 0: 'is unknown' })
    expect(found.size).toBe(3)
  })
})

describe('after a lost race', () => {
  it('what only one of both changed is taken from him', () => {
    const mine = [a, route('b', { channels: ['ops'] }), c]
    const theirs = [route('a', { enabled: false }), b, c]
    const { routes, conflicts } = mergeRoutes([a, b, c], theirs, mine)
    expect(routes).toEqual([theirs[0], mine[1], c])
    expect(conflicts).toEqual([])
  })

  it('additions of both stay where they were put', () => {
    const { routes } = mergeRoutes([a, b], [a, route('theirs'), b], [a, b, route('mine')])
    expect(names(routes)).toBe('a theirs b mine')
    expect(names(mergeRoutes([a], [route('theirs'), a], [route('mine'), a]).routes)).toBe('mine theirs a')
  })

  it('my order holds when I moved routes, else theirs', () => {
    expect(names(mergeRoutes([a, b, c], [a, b, c, route('d')], [c, a, b]).routes)).toBe('c d a b')
    expect(names(mergeRoutes([a, b, c], [c, b, a], [a, b, c]).routes)).toBe('c b a')
  })

  it('what one removed is gone unless the other changed it', () => {
    const changed = route('b', { channels: ['ops'] })
    expect(names(mergeRoutes([a, b], [a], [a, b]).routes)).toBe('a')
    expect(names(mergeRoutes([a, b], [a, b], [a]).routes)).toBe('a')
    const kept = mergeRoutes([a, b], [a], [a, changed])
    expect(kept.routes[1]).toEqual(changed)
    expect(kept.conflicts).toEqual([{ name: 'b', kind: 'removedByThem' }])
    const theirs = mergeRoutes([a, b], [a, changed], [a])
    expect(theirs.routes[1]).toEqual(changed)
    expect(theirs.conflicts).toEqual([{ name: 'b', kind: 'removedByMe' }])
  })

  it('both at one route: mine is taken and it is said', () => {
    const merged = mergeRoutes([a], [route('a', { channels: ['x'] })], [route('a', { channels: ['y'] })])
    expect(merged.routes[0]!.channels).toEqual(['y'])
    expect(merged.conflicts).toEqual([{ name: 'a', kind: 'both' }])
    expect(mergeRoutes([a], [route('a', { channels: ['x'] })], [route('a', { channels: ['x'] })]).conflicts).toEqual([])
  })
})

describe('a replay', () => {
  const side = (routes: [string, number, number, Record<string, number>][]): Replay['draft'] => ({
    routingVersion: null,
    matched: 0,
    notifications: 0,
    events: 0,
    routes: routes.map(([name, matched, notifications, channels]) => ({
      route: name,
      matched,
      notifications,
      events: 0,
      channels,
    })),
  })
  const replay = {
    draft: side([
      ['a', 10, 4, { ops: 4 }],
      ['new', 2, 2, { ops: 2, mail: 2 }],
    ]),
    current: side([
      ['a', 10, 10, { ops: 10 }],
      ['old', 1, 1, { chat: 1 }],
    ]),
  } as Replay

  it('tells the difference per route and channel', () => {
    expect(routeRows(replay).map((row) => [row.name, row.before, row.after, row.only])).toEqual([
      ['a', 10, 4, undefined],
      ['new', 0, 2, 'draft'],
      ['old', 1, 0, 'current'],
    ])
    expect(channelRows(replay)).toEqual([
      { name: 'chat', before: 1, after: 0 },
      { name: 'mail', before: 0, after: 2 },
      { name: 'ops', before: 10, after: 6 },
    ])
    expect([signed(3), signed(-2), signed(0)]).toEqual(['+3', '−2', '0'])
  })
})

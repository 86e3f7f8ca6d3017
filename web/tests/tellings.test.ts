import { describe, expect, it } from 'vitest'
import { fill } from '@/composables/usePages'
import type { Delivery } from '@/types/tellings'
import { changesOf, formatOf } from '@/ui/exchange'
import { canBeRetried, failuresOf, mayArriveTwice, standing } from '@/ui/tellings'

const delivery = (more: Partial<Delivery> = {}): Delivery => ({
  id: crypto.randomUUID(),
  notificationId: 'n',
  route: 'r',
  channel: 'ops',
  type: 'telegram',
  recipient: '-1',
  status: 'failed',
  attempts: 1,
  createdAt: '2026-11-30T10:00:00Z',
  nextAttemptAt: null,
  deliveredAt: null,
  error: 'Forbidden',
  answer: null,
  providerId: null,
  fallbackOf: null,
  takenOverBy: null,
  takenOverIn: [],
  retryOf: null,
  retriedBy: null,
  ...more,
})

describe('failures', () => {
  it('stand together when channel and cause are the same, whatever the numbers in it', () => {
    const found = failuresOf([
      delivery({ error: 'connection to 10.0.0.1:5312 refused', createdAt: '2026-11-30T10:00:00Z' }),
      delivery({ error: 'connection to 10.0.0.2:5313 refused', createdAt: '2026-11-30T11:00:00Z' }),
      delivery({ error: 'connection to 10.0.0.2:5313 refused', channel: 'mail' }),
      delivery({ error: null }),
    ])
    expect(found.map(({ channel, deliveries }) => [channel, deliveries.length])).toEqual([
      ['ops', 2],
      ['mail', 1],
      ['ops', 1],
    ])
    expect(found[0]).toMatchObject({ lastAt: '2026-11-30T11:00:00Z', error: 'connection to 10.0.0.2:5313 refused' })
  })

  it('leave out what was tried again and what did not fail', () => {
    expect(failuresOf([delivery({ retriedBy: 'x' }), delivery({ status: 'retrying' })])).toEqual([])
  })
})

describe('trying again', () => {
  it.each([
    [delivery(), undefined],
    [delivery({ error: 'no answer within 45 s' }), 'unanswered'],
    [delivery({ error: 'given up after 8 attempts: unexpected: IOException' }), 'unanswered'],
    [delivery({ status: 'superseded', error: null }), 'fallback'],
  ])('may tell twice: %#', (given, why) => expect(mayArriveTwice(given)).toBe(why))

  it('is for what failed or was superseded, once', () => {
    expect(canBeRetried(delivery())).toBe(true)
    expect(canBeRetried(delivery({ status: 'superseded' }))).toBe(true)
    expect(canBeRetried(delivery({ retriedBy: 'x' }))).toBe(false)
    expect(canBeRetried(delivery({ status: 'delivered' }))).toBe(false)
  })

  it('counts by the newer delivery alone', () => {
    const deliveries = [
      delivery({ retriedBy: 'x' }),
      delivery({ status: 'delivered' }),
      delivery({ status: 'delivered' }),
    ]
    expect(standing({ deliveries } as never)).toEqual([['delivered', 2]])
  })
})

describe('pages', () => {
  it('that are empty before the end are passed over, within ten answers', async () => {
    const asked: (string | undefined)[] = []
    const page = await fill(async (cursor?: string) => {
      asked.push(cursor)
      return { items: asked.length < 3 ? [] : ['row'], nextCursor: `c${asked.length}` }
    })
    expect(page).toEqual({ items: ['row'], nextCursor: 'c3' })
    expect(asked).toEqual([undefined, 'c1', 'c2'])
    let answers = 0
    await fill(async () => ({ items: [], nextCursor: `c${++answers}` }))
    expect(answers).toBe(10)
  })
})

describe('exchange', () => {
  it('knows JSON by its brace', () => {
    expect(formatOf('  {"version": 1}')).toBe('json')
    expect(formatOf('version: 1')).toBe('yaml')
  })

  it('names what goes before what comes', () => {
    const changes = changesOf({
      dryRun: true,
      channels: { added: ['new'], changed: [], removed: [], unchanged: 2 },
      routing: { added: [], changed: [], removed: ['old'], unchanged: 0, moved: false },
    })
    expect(changes.map(({ kind, name, what }) => `${kind} ${name} ${what}`)).toEqual([
      'route old removed',
      'channel new added',
    ])
  })
})

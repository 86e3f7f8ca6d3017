import { describe, expect, it } from 'vitest'
import { nextRuns } from '@/ui/cron'
import { stepsFor } from '@/ui/install'
import { preferences } from '@/ui/preferences'
import { agentDraftOf, agentRequestOf, scheduleFaults } from '@/ui/schedules'
import { bytes } from '@/ui/sizes'
import { newestVersion } from '@/ui/versions'
import { switched, watchDraftOf, watchRequestOf } from '@/ui/watches'

const at = new Date('2026-11-30T12:00:00Z')
const runs = (schedule: string, zone = 'UTC', howMany = 2) =>
  nextRuns(schedule, zone, howMany, at)?.map((run) => run.toISOString().slice(0, 16))

describe('schedules', () => {
  it('run in their own zone', () => {
    expect(runs('0 2 * * *', 'Europe/Moscow')).toEqual(['2026-11-30T23:00', '2026-12-01T23:00'])
    expect(runs('0 2 * * *')).toEqual(['2026-12-01T02:00', '2026-12-02T02:00'])
  })

  it('need both day of month and day of week, as the server counts them', () => {
    expect(runs('0 0 13 * 5', 'UTC', 1)).toEqual(['2027-08-13T00:00'])
  })

  it.each(['', '0 2 * *', '0 2 * * * *', '61 2 * * *', '@daily', 'a b c d e'])('%j is none', (schedule) =>
    expect(runs(schedule)).toBeUndefined(),
  )

  it('of a zone that is not there are none', () => expect(runs('0 2 * * *', 'Mars/Olympus')).toBeUndefined())

  it('are checked where they are typed', () => {
    const words = { duration: 'd', schedule: 's' }
    const draft = agentDraftOf()
    expect(scheduleFaults(draft, 'heartbeatInterval', words)).toEqual({})
    expect(scheduleFaults({ ...draft, interval: 'soon', grace: '' }, 'heartbeatInterval', words)).toEqual({
      heartbeatInterval: 'd',
      grace: 'd',
    })
    expect(scheduleFaults({ ...draft, mode: 'cron', schedule: '* *' }, 'interval', words)).toEqual({ schedule: 's' })
  })

  it('go out as an interval or a schedule, never both', () => {
    const draft = { ...agentDraftOf(), name: ' web-1 ', zone: 'UTC' }
    expect(agentRequestOf(draft)).toEqual({ name: 'web-1', heartbeatInterval: '1m', grace: '1m' })
    expect(agentRequestOf({ ...draft, mode: 'cron' })).toEqual({
      name: 'web-1',
      schedule: '0 2 * * *',
      timeZone: 'UTC',
      grace: '1m',
    })
  })
})

describe('watches', () => {
  it('keep what they are when they are switched off', () => {
    const draft = { ...watchDraftOf(), name: 'копия', match: ['service=backup'], labels: 'host, service' }
    const request = watchRequestOf(draft)
    expect(request).toEqual({
      name: 'копия',
      match: ['service=backup'],
      labels: ['host', 'service'],
      interval: '1d',
      grace: '1h',
      enabled: true,
    })
    expect(switched({ ...request, schedule: null, timeZone: null } as never, false)).toEqual({
      ...request,
      enabled: false,
    })
  })
})

describe('installing', () => {
  it('puts key and address into every command', () => {
    const server = 'https://notilog.example.org'
    const [, init] = stepsFor('linux', server, 'nla_x', null)
    expect(init!.command).toBe(
      `notilog-agent init --server ${server} --key nla_x --file '/var/log/*.log' --config agent.yaml`,
    )
    expect(stepsFor('curl', server, 'nla_x', null).every(({ command }) => command.includes('Bearer nla_x'))).toBe(true)
    expect(stepsFor('job', server, 'nla_x', `${server}/api/ping/p`)[0]!.command).toContain(`${server}/api/ping/p/$?`)
    expect(stepsFor('job', server, 'nla_x', null)).toEqual([])
  })
})

describe('figures', () => {
  it('the newest version is by number', () => {
    expect(newestVersion(['0.9.0', null, '0.10.1', 'unknown', '0.10.0-beta'])).toBe('0.10.1')
    expect(newestVersion([undefined, 'dev'])).toBe('')
  })

  it('sizes are in the language chosen', () => {
    preferences.locale = 'ru'
    expect(bytes(52_428_800)).toBe('50 МБ')
    preferences.locale = 'en'
    expect(bytes(1536)).toBe('1.5 KB')
  })
})

import { describe, expect, it } from 'vitest'
import type { LogEvent } from '@/types'
import type { Channel } from '@/types/channels'
import { channelOf, draftFaults, draftOf, emptyDraft, hasRecipient, namedOf } from '@/ui/channelDraft'
import { curl, quoted } from '@/ui/commands'
import { parseDuration } from '@/ui/durations'
import { likeEvent, silenceLink } from '@/ui/links'
import { asSent, readEvent } from '@/ui/tryEvent'

describe('a channel', () => {
  it.each([
    { type: 'telegram', telegram: { chatId: '-100123' } },
    { type: 'email', email: { to: ['a@example.org', 'b@example.org'] } },
    { type: 'kafka', kafka: { topic: 'alerts', mode: 'events' } },
  ] as const)('of type $type survives the form', (own) => {
    const settings = { fallback: 'mail', language: 'ru', timeZone: 'Europe/Moscow', enabled: false } as const
    const stored = { name: 'ops', ...settings, createdAt: '', updatedAt: '', by: '', ...own } as unknown as Channel
    expect(channelOf(draftOf(stored))).toEqual({ ...settings, ...own })
  })

  it('without a name is tried all the same', () => {
    expect(namedOf(emptyDraft({ chatId: ' 5 ' }))).toMatchObject({ name: 'draft', telegram: { chatId: '5' } })
    expect(hasRecipient(emptyDraft({ type: 'email', to: ' \n' }))).toBe(false)
  })

  it('takes the faults of the server to its fields', () => {
    const draft = emptyDraft({ type: 'email', to: 'a@x, b' })
    expect(draftFaults({ 'email.to[1]': 'is no address', 'channel.timeZone': 'is unknown' }, draft)).toEqual({
      to: 'b is no address',
      timeZone: 'is unknown',
    })
    expect(draftFaults({ 'telegram.chatId': 'x', type: 'y' }, draft)).toEqual({ chatId: 'x', type: 'y' })
  })
})

describe('commands', () => {
  it('hold any text', () => {
    expect(quoted(`it's "$HOME"`)).toBe(`'it'\\''s "$HOME"'`)
    expect(curl('POST', 'http://h/x', { a: "'" }, 'nla_1')).toBe(
      "curl -sS -X POST 'http://h/x' \\\n  -H 'Authorization: Bearer nla_1' \\\n  -H 'Content-Type: application/json' \\\n  -d '{\"a\":\"'\\''\"}'",
    )
    expect(curl('GET', 'http://h/x')).toContain('Bearer $NOTILOG_KEY')
  })
})

describe('durations', () => {
  it.each([
    ['30s', 30_000],
    ['5m', 300_000],
    ['1d', 86_400_000],
    ['5', undefined],
    ['1.5h', undefined],
  ])('%s is %s ms', (text, milliseconds) => expect(parseDuration(text)).toBe(milliseconds))
})

describe('an event to try', () => {
  const stored = {
    eventId: 'e',
    receivedAt: 't',
    agentId: null,
    status: 'open',
    recovers: true,
    kind: 'agent',
    level: 'error',
    message: 'm',
    service: 's"x',
    host: 'h',
  } as unknown as LogEvent

  it('is what was sent', () => {
    expect(asSent(stored)).toEqual({ level: 'error', message: 'm', service: 's"x', host: 'h' })
    expect(asSent({ ...stored, kind: 'audit' })).toMatchObject({ kind: 'audit' })
  })

  it('must be one object', () => {
    expect(readEvent('{"level":"error"}').event).toEqual({ level: 'error' })
    expect(readEvent('[]').event).toBeUndefined()
    expect(readEvent('{').wrong).toBeTruthy()
  })

  it('leads to a silence for its like', () => {
    expect(likeEvent(stored)).toEqual(['service="s\\"x"', 'host=h', 'level=error'])
    expect(silenceLink(['a=b', 'c=d']).query).toEqual({ new: '1', match: 'a=b\nc=d' })
  })
})

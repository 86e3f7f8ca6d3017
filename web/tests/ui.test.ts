import { describe, expect, it } from 'vitest'
import { russianPlural } from '@/i18n'
import { duration, relativeTime } from '@/ui/clock'
import { parseMatcher, writeMatcher } from '@/ui/matchers'
import { preferences } from '@/ui/preferences'
import { readRange } from '@/ui/range'
import { cut, firstLine, visible } from '@/ui/text'

describe('text of others', () => {
  it('shows what cannot be seen', () => {
    expect(visible('a\u202eb\u200bc\u0000')).toBe('a⟨U+202E⟩b⟨U+200B⟩c⟨U+0000⟩')
    expect(visible('Привет,\tмир\r\n👍')).toBe('Привет,\tмир\n👍')
    expect(visible('\ud800x')).toBe('⟨U+D800⟩x')
  })

  it('is cut visibly and never within a character', () => {
    expect(cut('abcdef', 3)).toBe('abc…')
    expect(cut('a👍b', 2)).toBe('a…')
    expect(firstLine('one\ntwo')).toBe('one …')
  })
})

describe('matchers', () => {
  it.each([
    ['service=payments', { field: 'service', op: '=', value: 'payments' }],
    ['level >= error', { field: 'level', op: '>=', value: 'error' }],
    ['service=~"pay.*"', { field: 'service', op: '=~', value: 'pay.*' }],
    ['message!~"a \\"b\\" \\\\ c"', { field: 'message', op: '!~', value: 'a "b" \\ c' }],
    ['context.order.id=""', { field: 'context.order.id', op: '=', value: '' }],
    ['service="касса №1"', { field: 'service', op: '=', value: 'касса №1' }],
  ])('%s is taken apart', (text, matcher) => expect(parseMatcher(text)).toEqual(matcher))

  it.each(['', 'service', 'service=', 'service=a b', 'service="a', 'service="a" b', '=x'])('%s is not one', (text) =>
    expect(parseMatcher(text)).toBeUndefined(),
  )

  it.each(['a', '', 'a b', '"', '\\', 'a\\', '\\\\', '\\"', '\\d+\\.', 'касса', 'x"y\\"z\\\\'])(
    'a value %j survives being written',
    (value) => expect(parseMatcher(writeMatcher({ field: 'message', op: '=~', value }))?.value).toBe(value),
  )
})

describe('time', () => {
  it('is told in the language chosen', () => {
    preferences.locale = 'ru'
    expect(relativeTime(0, 180_000)).toBe('3 мин. назад')
    expect(duration(3_900_000)).toBe('1 ч 5 мин')
    preferences.locale = 'en'
    expect(relativeTime(7_200_000, 0)).toBe('in 2 hr.')
    expect(duration(250)).toBe('250 ms')
  })

  it('ranges are read from the address', () => {
    expect(readRange('15m', '', 1_000_000)).toEqual({ from: 100_000, to: null })
    expect(readRange('nonsense', 'x', 3_600_000)).toEqual({ from: 0, to: null })
    expect(readRange('1970-01-01T00:00:01Z', '1970-01-01T00:00:02Z', 9000)).toEqual({ from: 1000, to: 2000 })
    expect(readRange('1970-01-01T00:00:03Z', '1970-01-01T00:00:02Z', 9000)).toEqual({ from: 3000, to: null })
  })

  it.each([
    [1, 0],
    [2, 1],
    [5, 2],
    [11, 2],
    [21, 0],
    [0, 2],
  ])('%i takes form %i in Russian', (number, form) => expect(russianPlural(number)).toBe(form))
})

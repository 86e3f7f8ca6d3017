import { computed, shallowRef } from 'vue'
import { preferences, zoneName } from './preferences'

/** The present, moved on every second while someone looks. */
export const now = shallowRef(Date.now())

export function startClock() {
  setInterval(() => {
    if (!document.hidden) now.value = Date.now()
  }, 1000)
  document.addEventListener('visibilitychange', () => (now.value = Date.now()))
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** Dates of digits are written the same way round everywhere but in Russian: 2026-11-30. */
const localeOf = (options: Intl.DateTimeFormatOptions) =>
  preferences.locale === 'ru' ? 'ru' : options.year ? 'sv-SE' : 'en-GB'

function format(options: Intl.DateTimeFormatOptions, zone = zoneName()) {
  const key = preferences.locale + zone + JSON.stringify(options)
  let known = formats.get(key)
  if (!known) {
    known = new Intl.DateTimeFormat(localeOf(options), { ...options, timeZone: zone, hourCycle: 'h23' })
    formats.set(key, known)
  }
  return known
}

const date = { year: 'numeric', month: '2-digit', day: '2-digit' } as const
const time = { hour: '2-digit', minute: '2-digit', second: '2-digit' } as const

/** `14:02:31.123` in the chosen zone, for rows. */
export const clockTime = (at: string | number | Date) =>
  format({ ...time, fractionalSecondDigits: 3 }).format(new Date(at))

/** `14:02:31` in the chosen zone. */
export const dayTime = (at: string | number | Date) => format(time).format(new Date(at))

export const shortTime = (at: string | number | Date) =>
  format({ hour: '2-digit', minute: '2-digit' }).format(new Date(at))

export const shortDate = (at: string | number | Date) => format({ day: 'numeric', month: 'short' }).format(new Date(at))

/** `2026-11-30 14:02:31` in the chosen zone. */
export const fullTime = (at: string | number | Date, zone?: string) =>
  format({ ...date, ...time }, zone).format(new Date(at))

export const zoneLabel = computed(() => {
  const zone = zoneName()
  const offset = format({ timeZoneName: 'shortOffset' }).formatToParts(now.value)
  const name = offset.find((part) => part.type === 'timeZoneName')?.value ?? ''
  return zone === 'UTC' ? 'UTC' : `${zone.split('/').pop()?.replaceAll('_', ' ')} (${name.replace('GMT', 'UTC')})`
})

const spans = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
] as const

const relatives = new Map<string, Intl.RelativeTimeFormat>()

/** "3 minutes ago", "in 2 hours". */
export function relativeTime(at: string | number | Date, from = now.value) {
  let words = relatives.get(preferences.locale)
  if (!words)
    relatives.set(
      preferences.locale,
      (words = new Intl.RelativeTimeFormat(preferences.locale, { numeric: 'auto', style: 'short' })),
    )
  const away = new Date(at).getTime() - from
  const [unit, size] = spans.find(([, size]) => Math.abs(away) >= size) ?? spans[3]
  return words.format(Math.trunc(away / size), unit)
}

/** `1 h 5 min` of milliseconds, the two largest units. */
export function duration(milliseconds: number) {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ${preferences.locale === 'ru' ? 'мс' : 'ms'}`
  const units = preferences.locale === 'ru' ? ['д', 'ч', 'мин', 'с'] : ['d', 'h', 'min', 's']
  const parts: string[] = []
  let left = milliseconds
  spans.forEach(([, size], index) => {
    const count = Math.floor(left / size)
    left -= count * size
    if (count > 0) parts.push(`${count} ${units[index]}`)
  })
  return parts.slice(0, 2).join(' ')
}

const numbers = new Map<string, Intl.NumberFormat>()

export function count(value: number) {
  let known = numbers.get(preferences.locale)
  if (!known) numbers.set(preferences.locale, (known = new Intl.NumberFormat(preferences.locale)))
  return known.format(value)
}

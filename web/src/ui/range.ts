/** A period as the address holds it: `15m` (up to now), or two times. */
export interface Range {
  /** Milliseconds of `from`; `to` null is now. */
  from: number
  to: number | null
}

export const ranges = {
  '15m': 15 * 60_000,
  '1h': 3_600_000,
  '6h': 6 * 3_600_000,
  '24h': 86_400_000,
  '7d': 7 * 86_400_000,
  '29d': 29 * 86_400_000,
} as const

export type RangeName = keyof typeof ranges

export const isRange = (name: string): name is RangeName => name in ranges

/** What the address says; anything it cannot mean is the last hour. */
export function readRange(from: string, to: string, now: number): Range {
  if (isRange(from)) return { from: now - ranges[from], to: null }
  const start = Date.parse(from)
  const end = Date.parse(to)
  if (Number.isNaN(start)) return { from: now - ranges['1h'], to: null }
  return { from: start, to: Number.isNaN(end) || end <= start ? null : end }
}

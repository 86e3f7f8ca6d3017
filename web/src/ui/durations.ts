const sizes = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const

/** Milliseconds of `30s`, `5m`, `4h`, `1d`; undefined when it is none of them. */
export function parseDuration(text: string): number | undefined {
  const found = /^(\d{1,11})([smhd])$/.exec(text.trim())
  return found ? Number(found[1]) * sizes[found[2] as keyof typeof sizes] : undefined
}

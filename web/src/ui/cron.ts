import { Cron } from 'croner'

/** The next runs of a schedule of five fields, as the server counts them: day of month and day of week must both fit. Undefined when it is none. */
export function nextRuns(schedule: string, zone: string, howMany = 5, from = new Date()): Date[] | undefined {
  const fields = schedule.trim().split(/\s+/)
  if (fields.length !== 5) return undefined
  try {
    return new Cron(fields.join(' '), { timezone: zone || 'UTC', mode: '5-part', domAndDow: true }).nextRuns(
      howMany,
      from,
    )
  } catch {
    return undefined
  }
}

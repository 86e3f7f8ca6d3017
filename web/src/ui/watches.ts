import type { NewWatch, Watch, WatchSummary } from '@/types/watches'
import { scheduleDraftOf, type ScheduleDraft } from './schedules'

/** What is typed about a watch. */
export type WatchDraft = ScheduleDraft & { name: string; match: string[]; labels: string; enabled: boolean }

export const watchDraftOf = (watch?: Watch): WatchDraft => ({
  name: watch?.name ?? '',
  match: watch?.match ? [...watch.match] : [],
  labels: watch?.labels.join(', ') ?? '',
  enabled: watch?.enabled ?? true,
  ...scheduleDraftOf({
    interval: watch?.interval ?? '1d',
    schedule: watch?.schedule ?? null,
    timeZone: watch?.timeZone ?? null,
    grace: watch?.grace ?? '1h',
  }),
})

export const watchRequestOf = (draft: WatchDraft): NewWatch => ({
  name: draft.name.trim(),
  match: [...draft.match],
  labels: draft.labels.split(/[\s,]+/).filter(Boolean),
  ...(draft.mode === 'cron'
    ? { schedule: draft.schedule.trim(), timeZone: draft.zone }
    : { interval: draft.interval.trim() }),
  grace: draft.grace.trim(),
  enabled: draft.enabled,
})

/** The same watch, switched on or off. */
export const switched = (
  { name, match, labels, interval, schedule, timeZone, grace }: Watch,
  enabled: boolean,
): NewWatch => ({
  name,
  match,
  labels,
  ...(schedule ? { schedule, timeZone } : { interval }),
  grace,
  enabled,
})

export type Scheduled = Pick<WatchSummary, 'interval' | 'schedule' | 'timeZone' | 'grace'>

import type { Agent, NewAgent } from '@/types/agents'
import { parseDuration } from './durations'
import { browserZone } from './preferences'

/** What is typed about when something is expected. */
export interface ScheduleDraft {
  mode: 'interval' | 'cron'
  interval: string
  schedule: string
  zone: string
  grace: string
}

interface Scheduled {
  interval: string | null
  schedule: string | null
  timeZone: string | null
  grace: string
}

export const scheduleDraftOf = (known: Scheduled): ScheduleDraft => ({
  mode: known.schedule ? 'cron' : 'interval',
  interval: known.interval ?? '1m',
  schedule: known.schedule ?? '0 2 * * *',
  zone: known.timeZone ?? browserZone,
  grace: known.grace,
})

/** Words for what can be wrong. */
export interface ScheduleWords {
  duration: string
  schedule: string
}

/** Faults at the fields of the API, of which `intervalField` holds the interval. */
export function scheduleFaults(draft: ScheduleDraft, intervalField: string, words: ScheduleWords) {
  const found: Record<string, string> = {}
  if (draft.mode === 'interval' && !parseDuration(draft.interval)) found[intervalField] = words.duration
  if (draft.mode === 'cron' && draft.schedule.trim().split(/\s+/).length !== 5) found.schedule = words.schedule
  if (!parseDuration(draft.grace)) found.grace = words.duration
  return found
}

export type AgentDraft = ScheduleDraft & { name: string }

export const agentDraftOf = (agent?: Agent): AgentDraft => ({
  name: agent?.name ?? '',
  ...scheduleDraftOf({
    interval: agent?.heartbeatInterval ?? '1m',
    schedule: agent?.schedule ?? null,
    timeZone: agent?.timeZone ?? null,
    grace: agent?.grace ?? '1m',
  }),
})

export const agentRequestOf = ({ name, mode, interval, schedule, zone, grace }: AgentDraft): NewAgent =>
  mode === 'cron'
    ? { name: name.trim(), schedule: schedule.trim(), timeZone: zone, grace: grace.trim() }
    : { name: name.trim(), heartbeatInterval: interval.trim(), grace: grace.trim() }

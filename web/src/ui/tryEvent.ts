import type { LogEvent } from '@/types'
import type { NewEvent } from '@/types/routing'

const added = new Set(['eventId', 'receivedAt', 'agentId', 'status', 'recovers', 'triage'])
const own = new Set<unknown>(['agent', 'process'])

/** A stored event as it would be sent: without what the server adds, and without kinds that only the server makes. */
export const asSent = (event: LogEvent): NewEvent =>
  Object.fromEntries(
    Object.entries(event).filter(([field, value]) => !added.has(field) && !(field === 'kind' && own.has(value))),
  ) as unknown as NewEvent

/** @returns the object that the text holds, or what is wrong with it. */
export function readEvent(text: string): { event?: NewEvent; wrong?: string } {
  try {
    const read: unknown = JSON.parse(text)
    if (typeof read === 'object' && read !== null && !Array.isArray(read)) return { event: read as NewEvent }
    return { wrong: '{…}' }
  } catch (error) {
    return { wrong: error instanceof Error ? error.message : String(error) }
  }
}

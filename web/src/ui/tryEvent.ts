import type { LogEvent } from '@/types'
import type { NewEvent } from '@/types/routing'

/** A stored event as it would be sent: without what the server adds. */
export function asSent(event: LogEvent): NewEvent {
  const { eventId: _, receivedAt: _at, agentId: _by, status: _status, recovers: _ends, kind, ...sent } = event
  return (kind === 'log' || kind === 'audit' ? { ...sent, kind } : sent) as NewEvent
}

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

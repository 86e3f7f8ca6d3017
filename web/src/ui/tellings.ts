import type { DeliveryStatus } from '@/types'
import type { Delivery, Notification } from '@/types/tellings'

/** Deliveries that failed in the same way: one cause, put right once. */
export interface Failure {
  id: string
  channel: string
  /** As the newest of them says it. */
  error: string
  lastAt: string
  deliveries: Delivery[]
}

/** What differs from one failure to the next of the same kind: numbers, ids, ports. */
const kindOf = (error: string) =>
  error
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/gi, '#')
    .replace(/0x[0-9a-f]+|\d+/gi, '#')
    .trim()

/** By channel and kind of error, the largest first. Those tried again already are left out. */
export function failuresOf(deliveries: readonly Delivery[]): Failure[] {
  const found = new Map<string, Failure>()
  for (const delivery of deliveries) {
    if (delivery.status !== 'failed' || delivery.retriedBy) continue
    const error = delivery.error ?? ''
    const id = `${delivery.channel}\n${kindOf(error)}`
    const known = found.get(id)
    if (!known)
      found.set(id, { id, channel: delivery.channel, error, lastAt: delivery.createdAt, deliveries: [delivery] })
    else {
      known.deliveries.push(delivery)
      if (delivery.createdAt > known.lastAt) Object.assign(known, { error, lastAt: delivery.createdAt })
    }
  }
  return [...found.values()].sort(
    (a, b) => b.deliveries.length - a.deliveries.length || b.lastAt.localeCompare(a.lastAt),
  )
}

/** Whether somebody may already have got the message: `fallback` told them, or the provider's answer never came. */
export function mayArriveTwice(delivery: Delivery): 'fallback' | 'unanswered' | undefined {
  if (delivery.status === 'superseded') return 'fallback'
  return /no answer within|connection was replaced|unexpected:|timed? ?out|lease/i.test(delivery.error ?? '')
    ? 'unanswered'
    : undefined
}

export const canBeRetried = (delivery: Delivery) =>
  !delivery.retriedBy && (delivery.status === 'failed' || delivery.status === 'superseded')

/** How many deliveries stand where; those that were tried again count by their successor alone. */
export function standing(notification: Notification): [DeliveryStatus, number][] {
  const counts = new Map<DeliveryStatus, number>()
  for (const { status, retriedBy } of notification.deliveries)
    if (!retriedBy) counts.set(status, (counts.get(status) ?? 0) + 1)
  return [...counts]
}

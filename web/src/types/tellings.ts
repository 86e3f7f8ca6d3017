import type { components } from './schema'

type Schemas = components['schemas']

export type Notification = Schemas['Notification']
export type NotificationList = Schemas['NotificationList']
export type NotificationEventList = Schemas['NotificationEventList']
export type Delivery = Schemas['Delivery']
export type DeliveryList = Schemas['DeliveryList']
export type Retry = Schemas['NewRetry']

export const deliveryStatuses: readonly Schemas['DeliveryStatus'][] = [
  'failed',
  'retrying',
  'sending',
  'pending',
  'delivered',
  'superseded',
]

/** Which notifications or deliveries; times are RFC 3339. */
export interface TellingFilter {
  status?: Schemas['DeliveryStatus'][]
  channel?: string[]
  route?: string[]
  from?: string
  to?: string
}

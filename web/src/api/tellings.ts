import type {
  Delivery,
  DeliveryList,
  Notification,
  NotificationEventList,
  NotificationList,
  Retry,
  TellingFilter,
} from '@/types/tellings'
import { api, body } from './http'

interface Part {
  cursor?: string
  limit?: number
  signal?: AbortSignal
}

export const listNotifications = (filter: TellingFilter, { signal, ...part }: Part): Promise<NotificationList> =>
  body(api.GET('/v1/notifications', { params: { query: { ...filter, ...part } }, signal }))

export const getNotification = (id: string, signal?: AbortSignal): Promise<Notification> =>
  body(api.GET('/v1/notifications/{id}', { params: { path: { id } }, signal }))

export const listNotificationEvents = (id: string, { signal, ...query }: Part): Promise<NotificationEventList> =>
  body(api.GET('/v1/notifications/{id}/events', { params: { path: { id }, query }, signal }))

export const listDeliveries = (filter: TellingFilter, { signal, ...part }: Part): Promise<DeliveryList> =>
  body(api.GET('/v1/deliveries', { params: { query: { ...filter, ...part } }, signal }))

/** @returns the new delivery, which is linked with the old one. */
export const retryDelivery = (id: string): Promise<Delivery> =>
  body(api.POST('/v1/deliveries/{id}/retry', { params: { path: { id } } }))

/** @returns how many match; the server works them off one after the other. */
export const retryDeliveries = async (retry: Retry): Promise<number> =>
  (await body(api.POST('/v1/deliveries/retry', { body: retry }))).matched

export const listChannelNames = async (signal?: AbortSignal): Promise<string[]> =>
  (await body(api.GET('/v1/channels', { signal }))).items.map((channel) => channel.name)

export const listRouteNames = async (signal?: AbortSignal): Promise<string[]> =>
  (await body(api.GET('/v1/routing', { signal }))).routes.map((route) => route.name)

import { useQuery } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { getNotification, listNotificationEvents, listNotifications } from '@/api/tellings'
import type { LogEvent } from '@/types'
import type { Notification } from '@/types/tellings'
import { useFresh } from './useFresh'
import { usePages } from './usePages'
import type { useTellingFilter } from './useTellingFilter'

/** Newest first; kept fresh by what is told of their deliveries. */
export function useNotifications(filter: ReturnType<typeof useTellingFilter>) {
  useFresh('deliveryChanged', ['notifications'])
  return usePages<Notification>(
    computed(() => ['notifications', filter.key.value]),
    (cursor, signal) => listNotifications(filter.filterAt(Date.now()), { cursor, limit: 50, signal }),
  )
}

export function useNotification(id: MaybeRefOrGetter<string>) {
  useFresh('deliveryChanged', ['notification'])
  return useQuery({
    queryKey: computed(() => ['notification', toValue(id)]),
    queryFn: ({ signal }) => getNotification(toValue(id), signal),
    refetchInterval: 15_000,
  })
}

/** The events it tells of, in the order they came. */
export const useNotificationEvents = (id: MaybeRefOrGetter<string>) =>
  usePages<LogEvent>(
    computed(() => ['notificationEvents', toValue(id)]),
    (cursor, signal) => listNotificationEvents(toValue(id), { cursor, limit: 50, signal }),
  )

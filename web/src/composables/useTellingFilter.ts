import { useQuery } from '@tanstack/vue-query'
import { computed, watchEffect } from 'vue'
import { listChannelNames, listRouteNames } from '@/api/tellings'
import type { DeliveryStatus } from '@/types'
import { deliveryStatuses, type TellingFilter } from '@/types/tellings'
import { isRange, readRange } from '@/ui/range'
import { useAddress } from './useAddress'
import { usePeriod } from './usePeriod'

/** Which notifications or deliveries are looked at, as the address says it. */
export function useTellingFilter() {
  const address = useAddress({ status: '', channel: '', route: '', from: '24h', to: '' })
  watchEffect(() => {
    if (!isRange(address.from) && Number.isNaN(Date.parse(address.from))) address.from = '24h'
    if (Number.isNaN(Date.parse(address.to || '2000-01-01'))) address.to = ''
  })

  const status = computed({
    get: () => deliveryStatuses.filter((each) => address.status.split(',').includes(each)),
    set: (chosen: DeliveryStatus[]) => (address.status = chosen.join(',')),
  })
  const filtered = computed(() => !!(address.status || address.channel || address.route))

  /** With the period in times, seen from now. */
  const filterAt = (now: number): TellingFilter => {
    const { from, to } = readRange(address.from, address.to, now)
    return {
      status: status.value.length ? status.value : undefined,
      channel: address.channel ? [address.channel] : undefined,
      route: address.route ? [address.route] : undefined,
      from: new Date(from).toISOString(),
      to: to === null ? undefined : new Date(to).toISOString(),
    }
  }

  function clear() {
    Object.assign(address, { status: '', channel: '', route: '' })
  }

  const key = computed(() => ({ ...address }))
  return { address, status, filtered, filterAt, clear, key, period: usePeriod(address) }
}

/** The names there are to choose from. */
export function useTellingNames() {
  const channels = useQuery({ queryKey: ['channelNames'], queryFn: ({ signal }) => listChannelNames(signal) })
  const routes = useQuery({ queryKey: ['routeNames'], queryFn: ({ signal }) => listRouteNames(signal) })
  return { channels: channels.data, routes: routes.data }
}

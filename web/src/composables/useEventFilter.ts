import { computed, shallowRef, watch } from 'vue'
import type { EventFilter } from '@/api/events'
import type { Level } from '@/types'
import { readRange } from '@/ui/range'
import { tokenFields, type TokenField } from '@/ui/tokens'
import { useAddress } from './useAddress'

export type { EventFilter }

const empty = Object.fromEntries(tokenFields.map((field) => [field, ''])) as Record<TokenField, string>

const listOf = (value: string) => (value ? value.split(',') : [])

/** What the list of events shows, as its address says; `event` is the one that is open beside it. */
export function useEventFilter() {
  const address = useAddress({ ...empty, q: '', from: '1h', to: '', event: '', live: '' })
  /** A period up to now begins where it began when it was chosen: rows do not fall out under the reader. */
  const asked = shallowRef(Date.now())
  watch([() => address.from, () => address.to], () => (asked.value = Date.now()), { flush: 'sync' })

  const range = computed(() => readRange(address.from, address.to, asked.value))
  const values = (field: TokenField) => listOf(address[field])
  const set = (field: TokenField, chosen: readonly string[]) => (address[field] = chosen.join(',') as never)

  function add(field: TokenField, value: string) {
    if (field === 'minLevel') set(field, [value])
    else if (!values(field).includes(value)) set(field, [...values(field), value])
  }

  const chips = computed(() => tokenFields.flatMap((field) => values(field).map((value) => ({ field, value }))))

  const filter = computed<EventFilter>(() => {
    const fields = Object.fromEntries(
      tokenFields
        .filter((field) => address[field])
        .map((field) => [field, field === 'minLevel' ? address[field] : values(field)]),
    )
    return {
      ...(fields as EventFilter),
      ...(address.q ? { q: address.q } : {}),
      from: new Date(range.value.from).toISOString(),
      ...(range.value.to === null ? {} : { to: new Date(range.value.to).toISOString() }),
    }
  })

  return {
    address,
    range,
    filter,
    chips,
    levels: computed({ get: () => values('level') as Level[], set: (levels) => set('level', levels) }),
    values,
    set,
    add,
    remove: (field: TokenField, value: string) =>
      set(
        field,
        values(field).filter((each) => each !== value),
      ),
    clear() {
      Object.assign(address, empty, { q: '' })
    },
    /** The period anew, up to the present. */
    renew: () => (asked.value = Date.now()),
  }
}

/** Whether a compact event would be in the list; undefined when only the server can tell. */
export function holds(
  filter: EventFilter,
  event: {
    level: string
    service: string
    host: string
    source: string
    environment: string
    kind: string
    time: string
  },
) {
  if (
    filter.q ||
    filter.status ||
    filter.requestId ||
    filter.correlationId ||
    filter.traceId ||
    filter.agentId ||
    filter.minLevel
  )
    return undefined
  const labels = ['level', 'service', 'host', 'source', 'environment', 'kind'] as const
  const inRange = (!filter.from || event.time >= filter.from) && (!filter.to || event.time < filter.to)
  return (
    inRange && labels.every((label) => !filter[label]?.length || (filter[label] as string[]).includes(event[label]))
  )
}

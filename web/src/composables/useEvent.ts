import { useQuery } from '@tanstack/vue-query'
import { computed, type Ref } from 'vue'
import { explainEvent, getEvent, listEvents } from '@/api/events'
import { explained } from './explained'

export function useEvent(id: Ref<string>) {
  return useQuery({ queryKey: ['event', id], queryFn: ({ signal }) => getEvent(id.value, signal) })
}

/** Who was told of it and why; asked again while that is not decided. */
export function useExplanation(id: Ref<string>) {
  return useQuery({
    queryKey: ['event', id, 'explanation'],
    queryFn: ({ signal }) => explainEvent(id.value, signal),
    refetchInterval: ({ state }) => (state.data && !explained(state.data.verdict) ? 2000 : false),
  })
}

const around = 5

/** What the same service said on the same host right before and after. */
export function useNeighbours(
  event: Ref<{ eventId: string; time: string; service: string; host: string } | undefined>,
) {
  return useQuery({
    queryKey: ['event', computed(() => event.value?.eventId), 'neighbours'],
    enabled: computed(() => event.value !== undefined),
    queryFn: async ({ signal }) => {
      const { eventId, time, service, host } = event.value!
      const of = { service: [service], host: [host], limit: around + 20 }
      const at = Date.parse(time)
      const [before, after] = await Promise.all([
        listEvents(
          { ...of, order: 'desc', from: new Date(at - 86_400_000).toISOString(), to: new Date(at + 1).toISOString() },
          signal,
        ),
        listEvents({ ...of, order: 'asc', from: time, to: new Date(at + 86_400_000).toISOString() }, signal),
      ])
      return [
        ...after.items
          .filter((each) => each.eventId > eventId)
          .slice(0, around)
          .reverse(),
        ...before.items.filter((each) => each.eventId <= eventId).slice(0, around + 1),
      ]
    },
  })
}

import { keepPreviousData, useQuery } from '@tanstack/vue-query'
import { computed, type Ref } from 'vue'
import { countEvents, eventFacets, type FacetField } from '@/api/events'
import { levels, type Bucket, type Level } from '@/types'
import { onHint, onReconnected } from './useLive'
import { queries } from './useSession'
import type { EventFilter } from './useEventFilter'

/** Periods up to now are counted again while they grow. */
const again = 15_000

/** The server's counts over the whole period, whatever of it is loaded. */
export function useHistogram(filter: Ref<EventFilter>, upToNow: Ref<boolean>, buckets = 60) {
  const query = useQuery({
    queryKey: ['events', 'histogram', filter, buckets],
    queryFn: ({ signal }) => countEvents({ ...filter.value, buckets }, signal),
    placeholderData: keepPreviousData,
    refetchInterval: () => (upToNow.value ? again : false),
  })
  const end = computed(() => {
    const starts = (query.data.value?.buckets ?? []).map((bucket) => Date.parse(bucket.start))
    const width = starts.length > 1 ? starts[1]! - starts[0]! : 60_000
    return new Date((starts.at(-1) ?? Date.now()) + width).toISOString()
  })
  let due = 0
  const soon = () => {
    if (!upToNow.value) return
    due ||= window.setTimeout(() => {
      due = 0
      queries.invalidateQueries({ queryKey: ['events'] })
    }, 3000)
  }
  onHint('events', soon)
  onReconnected(soon)
  return { ...query, end }
}

export const sumOf = (buckets: readonly Bucket[]) => {
  const sums: Partial<Record<Level, number>> = {}
  for (const { counts } of buckets)
    for (const level of levels) if (counts[level]) sums[level] = (sums[level] ?? 0) + counts[level]!
  return sums
}

/** Counts by level whatever levels are chosen: what choosing another would show. */
export function useLevelCounts(filter: Ref<EventFilter>) {
  const all = computed(() => ({ ...filter.value, level: undefined, minLevel: undefined }))
  const query = useQuery({
    queryKey: ['events', 'levels', all],
    queryFn: ({ signal }) => eventFacets({ ...all.value, field: 'level' }, signal),
    placeholderData: keepPreviousData,
  })
  return computed(
    () =>
      query.data.value &&
      (Object.fromEntries(query.data.value.values.map(({ value, count }) => [value, count])) as Partial<
        Record<Level, number>
      >),
  )
}

/** The values of a label, asked for when somebody looks; those chosen of the label itself do not narrow it. */
export function useFacets(field: FacetField, filter: Ref<EventFilter>, wanted: Ref<boolean>) {
  const others = computed(() => ({ ...filter.value, [field]: undefined }))
  return useQuery({
    queryKey: ['events', 'facets', field, others],
    queryFn: ({ signal }) => eventFacets({ ...others.value, field }, signal),
    enabled: wanted,
    placeholderData: keepPreviousData,
    staleTime: 15_000,
  })
}

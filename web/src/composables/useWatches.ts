import { useQuery } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import * as calls from '@/api/watches'
import type { NewWatch, WatchSummary } from '@/types/watches'
import { useFresh } from './useFresh'
import { usePages } from './usePages'
import { queries } from './useSession'

const refresh = () => Promise.all(['watches', 'watch'].map((part) => queries.invalidateQueries({ queryKey: [part] })))

export function useWatches() {
  useFresh('events', ['watches'])
  return {
    ...usePages<WatchSummary>(['watches'], calls.listWatches),
    async create(watch: NewWatch) {
      const made = await calls.createWatch(watch)
      refresh()
      return made
    },
  }
}

export function useWatch(given: MaybeRefOrGetter<string>) {
  const id = computed(() => toValue(given))
  useFresh('events', ['watch'])
  const query = useQuery({
    queryKey: computed(() => ['watch', id.value]),
    queryFn: ({ signal }) => calls.getWatch(id.value, signal),
    refetchInterval: 15_000,
  })
  return {
    query,
    async replace(watch: NewWatch) {
      await calls.replaceWatch(id.value, watch)
      await refresh()
    },
    async remove() {
      await calls.deleteWatch(id.value)
      await queries.invalidateQueries({ queryKey: ['watches'] })
    },
    async forget(seriesId: string) {
      await calls.forgetSeries(id.value, seriesId)
      await refresh()
    },
  }
}

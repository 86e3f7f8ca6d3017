import { useQuery } from '@tanstack/vue-query'
import { computed, shallowRef, watch, type Ref } from 'vue'
import { createSilence, endSilence, listSilences, silencesUrl, testSilence } from '@/api/silences'
import type { NewSilence, Silence, SilenceState } from '@/types/silences'
import { parseMatcher } from '@/ui/matchers'
import { queries } from './useSession'

/** The newest of them, a page more with every `more`. */
export function useSilences(states: () => SilenceState[] | undefined) {
  const pages = shallowRef(1)
  const query = useQuery({
    queryKey: ['silences', states, pages],
    queryFn: ({ signal }) => firstPages(states(), pages.value, signal),
    placeholderData: (before) => before,
    refetchInterval: 10_000,
  })
  return { ...query, more: () => pages.value++ }
}

async function firstPages(states: SilenceState[] | undefined, pages: number, signal?: AbortSignal) {
  const items: Silence[] = []
  let cursor: string | undefined
  for (let page = 0; page < pages; page++) {
    const answer = await listSilences(states, cursor, signal)
    items.push(...answer.items)
    cursor = answer.nextCursor ?? undefined
    if (!cursor) break
  }
  return { items, further: cursor !== undefined }
}

const renew = () => queries.invalidateQueries({ queryKey: ['silences'] })

export async function silence(asked: NewSilence) {
  const made = await createSilence(asked)
  await renew()
  return made
}

export async function end(id: string) {
  await endSilence(id)
  await renew()
}

/** A silence is never changed: one that ends later takes its place, and only then the old one ends. */
export async function extend(old: Silence, endsAt: Date) {
  const { match, comment } = old
  const made = await createSilence({ match, comment, endsAt: endsAt.toISOString() })
  await endSilence(old.id)
  await renew()
  return made
}

export { silencesUrl }

/** What conditions would have muted, counted when they have rested for a moment. */
export function useSilenceTrial(match: Ref<string[]>) {
  const settled = shallowRef<string[]>([])
  const whole = computed(() => match.value.length > 0 && match.value.every((line) => parseMatcher(line)))
  let timer = 0
  watch(
    match,
    (lines) => {
      window.clearTimeout(timer)
      timer = window.setTimeout(() => (settled.value = whole.value ? lines : []), settled.value.length ? 400 : 0)
    },
    { immediate: true },
  )
  const query = useQuery({
    queryKey: ['silences', 'trial', settled],
    queryFn: ({ signal }) => testSilence(settled.value, signal),
    enabled: () => settled.value.length > 0,
    placeholderData: (before) => before,
  })
  return { ...query, asked: computed(() => settled.value.length > 0) }
}

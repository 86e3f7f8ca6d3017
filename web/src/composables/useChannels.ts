import { useQuery } from '@tanstack/vue-query'
import { computed, shallowRef, watch, type Ref } from 'vue'
import {
  deleteChannel,
  getChannel,
  listChannels,
  newestDeliveries,
  previewDraft,
  putChannel,
  testChannel,
  testDraft,
} from '@/api/channels'
import { newestEvents } from '@/api/start'
import type { LastDelivery } from '@/types/channels'
import { channelOf, hasRecipient, namedOf, type ChannelDraft } from '@/ui/channelDraft'
import { onHint } from './useLive'
import { queries } from './useSession'

export const useChannels = () =>
  useQuery({ queryKey: ['channels'], queryFn: ({ signal }) => listChannels(signal), refetchInterval: 30_000 })

export const useChannel = (name: Ref<string>) =>
  useQuery({
    queryKey: ['channels', 'one', name],
    queryFn: ({ signal }) => getChannel(name.value, signal),
    enabled: () => name.value !== '',
    // A form must not change under the hands of who fills it in.
    refetchOnWindowFocus: false,
  })

/** By channel what was sent last, among the 200 newest deliveries. */
export function useLastDeliveries() {
  const query = useQuery({
    queryKey: ['deliveries', 'last'],
    queryFn: ({ signal }) => newestDeliveries(signal),
    refetchInterval: 30_000,
  })
  onHint('deliveryChanged', () => queries.invalidateQueries({ queryKey: ['deliveries', 'last'] }))
  return computed(() => {
    const last = new Map<string, LastDelivery>()
    for (const delivery of query.data.value ?? []) if (!last.has(delivery.channel)) last.set(delivery.channel, delivery)
    return last
  })
}

const renew = () => queries.invalidateQueries({ queryKey: ['channels'] })

export async function saveChannel(draft: ChannelDraft) {
  const saved = await putChannel(draft.name.trim(), channelOf(draft))
  await renew()
  return saved
}

export async function removeChannel(name: string) {
  await deleteChannel(name)
  queries.removeQueries({ queryKey: ['channels', 'one', name] })
  await renew()
}

/** Sends a test message through a saved channel, or through a draft of one. */
export const trySaved = testChannel
export const tryDraft = (draft: ChannelDraft) => testDraft(namedOf(draft))

/** How messages of the draft look, asked for when it has rested for a moment. */
export function useChannelPreview(draft: ChannelDraft, eventId: Ref<string>) {
  const settled = shallowRef('')
  const body = computed(() => (hasRecipient(draft) ? JSON.stringify(namedOf({ ...draft, name: 'draft' })) : ''))
  let timer = 0
  watch(
    body,
    (text) => {
      window.clearTimeout(timer)
      timer = window.setTimeout(() => (settled.value = text), settled.value ? 400 : 0)
    },
    { immediate: true },
  )
  const query = useQuery({
    queryKey: ['channels', 'preview', settled, eventId],
    queryFn: ({ signal }) => previewDraft(JSON.parse(settled.value), eventId.value || null, signal),
    enabled: () => settled.value !== '',
    placeholderData: (before) => before,
    staleTime: 60_000,
  })
  return { ...query, ready: computed(() => settled.value !== '') }
}

/** Of which previews and tries can be made. */
export const useRecentEvents = () =>
  useQuery({ queryKey: ['events', 'recent'], queryFn: ({ signal }) => newestEvents(20, undefined, signal) })

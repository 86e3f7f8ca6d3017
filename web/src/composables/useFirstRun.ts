import { useQuery } from '@tanstack/vue-query'
import type { Ref } from 'vue'
import { listChannels } from '@/api/channels'
import { getRouting, putRouting } from '@/api/routing'
import { createSender, newestEvents, renewKey, senderExists, serverUrl } from '@/api/start'
import type { Route } from '@/types/routing'
import { onHint } from './useLive'
import { renewRouting } from './useRouting'
import { queries, useSession } from './useSession'

let known = false

/** Whether nobody has set anything up here yet: no channel, no route, no agent. A server that does not answer is no new one. */
export async function isNewInstallation(): Promise<boolean> {
  if (known || !useSession().can('operator')) return false
  try {
    const [channels, routing, senders] = await Promise.all([listChannels(), getRouting(), senderExists()])
    known = channels.length > 0 || routing.document.version > 0 || senders
    return !known
  } catch {
    return false
  }
}

/** The first event of a sender: asked for every 2 s until it is there, at once when the live connection tells of events. */
export function useFirstEvent(agentId: Ref<string>) {
  const query = useQuery({
    queryKey: ['events', 'first', agentId],
    queryFn: async ({ signal }) => (await newestEvents(1, agentId.value, signal))[0] ?? null,
    enabled: () => agentId.value !== '',
    refetchInterval: ({ state }) => (state.data ? false : 2000),
  })
  onHint('events', () => {
    if (agentId.value && !query.data.value) queries.invalidateQueries({ queryKey: ['events', 'first'] })
  })
  return query
}

/** Behind the routes that somebody may have made meanwhile. */
export async function addFirstRoute(route: Route) {
  const { document, etag } = await getRouting()
  await putRouting([...document.routes, route], etag)
  return renewRouting()
}

export { createSender, renewKey, serverUrl }

import { useQuery } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import * as calls from '@/api/agents'
import { listEvents } from '@/api/agentEvents'
import type { Agent, AgentPatch } from '@/types/agents'
import { keyShown } from './useAgentKeys'
import { useFresh } from './useFresh'
import { live, onHint } from './useLive'
import { queries } from './useSession'

/** One agent and everything around it. */
export function useAgent(given: MaybeRefOrGetter<string>) {
  const id = computed(() => toValue(given))
  const key = (part: string) => computed(() => [part, id.value])
  useFresh('agentChanged', ['agent'], ['heartbeats'], ['pings'], ['agentEvents'])
  onHint('agentChanged', (hint) =>
    queries.setQueryData<Agent>(['agent', hint.id], (known) => known && { ...known, ...hint }),
  )

  const query = useQuery({
    queryKey: key('agent'),
    queryFn: ({ signal }) => calls.getAgent(id.value, signal),
    // Somebody waits for the first heartbeat.
    refetchInterval: ({ state }) =>
      state.data?.lastSeenAt === null ? 2_000 : live.state.value === 'live' ? 15_000 : 5_000,
  })
  const there = computed(() => query.data.value !== undefined)
  const strip = useQuery({
    queryKey: key('heartbeats'),
    queryFn: ({ signal }) => calls.getHeartbeats(id.value, 96, signal),
    refetchInterval: 60_000,
    enabled: there,
  })
  const pings = useQuery({
    queryKey: key('pings'),
    queryFn: ({ signal }) => calls.listPings(id.value, signal),
    refetchInterval: 15_000,
    enabled: there,
  })
  const name = computed(() => query.data.value?.name ?? '')
  const changes = useQuery({
    queryKey: computed(() => ['agentEvents', 'changes', id.value, name.value]),
    queryFn: ({ signal }) => listEvents({ service: [name.value], kind: ['agent', 'process'] }, signal),
    refetchInterval: 30_000,
    enabled: there,
  })
  const sent = useQuery({
    queryKey: computed(() => ['agentEvents', 'sent', id.value]),
    queryFn: ({ signal }) => listEvents({ agentId: [id.value], kind: ['log', 'audit'] }, signal),
    refetchInterval: 15_000,
    enabled: there,
  })

  async function put(answer: Promise<Agent>) {
    const agent = await answer
    queries.setQueryData(['agent', agent.id], agent)
    for (const part of ['agents', 'agent', 'overview']) queries.invalidateQueries({ queryKey: [part] })
    return agent
  }

  return {
    query,
    strip,
    pings,
    changes,
    sent,
    pause: () => put(calls.pauseAgent(id.value)),
    resume: () => put(calls.resumeAgent(id.value)),
    change: (patch: AgentPatch) => put(calls.changeAgent(id.value, patch)),
    async renewKey() {
      const { key: made, ...agent } = await calls.renewAgentKey(id.value)
      keyShown(agent.id, made)
      return put(Promise.resolve(agent))
    },
    async remove() {
      await calls.deleteAgent(id.value)
      await queries.invalidateQueries({ queryKey: ['agents'] })
    },
  }
}

import { useQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import { createAgent, listAgents } from '@/api/agents'
import { type Agent, agentStates, type NewAgent } from '@/types/agents'
import { keyShown } from './useAgentKeys'
import { useFresh } from './useFresh'
import { live, onHint } from './useLive'
import { queries } from './useSession'

const most = 10_000

async function all(signal: AbortSignal) {
  const found: Agent[] = []
  let cursor: string | undefined
  do {
    const page = await listAgents(cursor, signal)
    found.push(...page.items)
    cursor = page.nextCursor ?? undefined
  } while (cursor && found.length < most)
  return found
}

/** Those that need somebody first, then by name. */
export const byNeed = (a: Agent, b: Agent) =>
  agentStates.indexOf(a.state) - agentStates.indexOf(b.state) || a.name.localeCompare(b.name)

/** All agents; what changes is told, and seen at once. */
export function useAgents() {
  useFresh('agentChanged', ['agents'])
  onHint('agentChanged', (hint) =>
    queries.setQueryData<Agent[]>(['agents'], (known) =>
      known?.map((agent) => (agent.id === hint.id ? { ...agent, ...hint } : agent)),
    ),
  )
  const query = useQuery({
    queryKey: ['agents'],
    queryFn: ({ signal }) => all(signal),
    refetchInterval: () => (live.state.value === 'live' ? 30_000 : 5_000),
  })
  return {
    query,
    agents: computed(() => query.data.value && [...query.data.value].sort(byNeed)),
    /** @returns the agent; its key is kept for its page. */
    async create(wanted: NewAgent) {
      const { key, ...agent } = await createAgent(wanted)
      keyShown(agent.id, key)
      queries.setQueryData(['agent', agent.id], agent)
      queries.invalidateQueries({ queryKey: ['agents'] })
      return agent
    },
  }
}

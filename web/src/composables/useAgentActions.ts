import { shallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRouter } from 'vue-router'
import type { Agent, AgentPatch, NewAgent } from '@/types/agents'
import { Fault } from '@/types/fault'
import { confirm } from '@/ui/confirm'
import { visible } from '@/ui/text'
import { toast } from '@/ui/toasts'
import type { useAgent } from './useAgent'

/** What an operator can do with an agent, with its questions and what is said afterwards. */
export function useAgentActions(around: ReturnType<typeof useAgent>) {
  const { t } = useI18n()
  const router = useRouter()
  const busy = shallowRef(false)

  async function run(work: () => Promise<unknown>, done = '') {
    if (busy.value) return
    busy.value = true
    try {
      await work()
      if (done) toast(done)
    } catch (fault) {
      if (!(fault instanceof Fault)) throw fault
      toast(fault.message, 'error')
    } finally {
      busy.value = false
    }
  }

  return {
    busy,
    pauseOrResume: (agent: Agent) =>
      agent.state === 'paused'
        ? run(around.resume, t('agents.action.resumed'))
        : run(around.pause, t('agents.action.paused')),

    async renewKey(agent: Agent) {
      const question = {
        title: t('agents.key.title', { name: visible(agent.name) }),
        text: t('agents.key.text'),
        action: t('agents.key.action'),
      }
      if ((await confirm(question)) !== null) await run(around.renewKey)
    },

    async remove(agent: Agent) {
      const question = {
        title: t('agents.delete.title', { name: visible(agent.name) }),
        text: t('agents.delete.text'),
        action: t('common.action.delete'),
        danger: true,
      }
      if ((await confirm(question)) === null) return
      await run(
        async () => {
          await around.remove()
          await router.push({ name: 'agents' })
        },
        t('agents.delete.done', { name: visible(agent.name) }),
      )
    },

    /** A schedule that is left for an interval goes, and the other way round. @throws {Fault} for the form. */
    save: (wanted: NewAgent) => {
      const { schedule, timeZone, ...rest } = wanted
      const patch: AgentPatch = schedule ? { ...rest, schedule, timeZone } : rest
      return around.change(patch)
    },
  }
}

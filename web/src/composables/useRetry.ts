import { reactive, shallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { listDeliveries, retryDeliveries, retryDelivery } from '@/api/tellings'
import type { Delivery, Retry } from '@/types/tellings'
import { Fault } from '@/types/fault'
import { count } from '@/ui/clock'
import { confirm } from '@/ui/confirm'
import { canBeRetried, mayArriveTwice } from '@/ui/tellings'
import { toast } from '@/ui/toasts'
import { queries } from './useSession'

/** What the server was asked to try again; `left` is what it has not come to yet. */
interface Job {
  retry: Retry
  matched: number
  left: number
  startedAt: string
}

/** Those that were asked for here and have not been seen in a list since. */
const asked = reactive(new Set<string>())
/** It goes on when the page is left. */
const job = shallowRef<Job>()

const refresh = () =>
  Promise.all(
    ['deliveries', 'notifications', 'notification', 'overview'].map((key) =>
      queries.invalidateQueries({ queryKey: [key] }),
    ),
  )

async function remaining({ retry, startedAt }: Job) {
  let left = 0
  let cursor: string | undefined
  for (let pages = 0; pages < 20; pages++) {
    const filter = {
      status: [retry.status],
      channel: retry.channel ? [retry.channel] : undefined,
      route: retry.route ? [retry.route] : undefined,
      from: retry.from ?? undefined,
      to: retry.to ?? undefined,
    }
    const page = await listDeliveries(filter, { cursor, limit: 1000 })
    left += page.items.filter((delivery) => !delivery.retriedBy && delivery.createdAt <= startedAt).length
    if (!page.nextCursor) break
    cursor = page.nextCursor
  }
  return left
}

async function follow(started: Job) {
  job.value = started
  const current = () => job.value?.startedAt === started.startedAt
  for (let left = started.left; left > 0 && current();) {
    await new Promise((resolve) => setTimeout(resolve, 1000))
    left = Math.min(left, await remaining(started).catch(() => left))
    if (current()) job.value = { ...started, left }
    refresh()
  }
}

/** Trying deliveries again: one at once, all that match as work of the server. */
export function useRetry() {
  const { t } = useI18n()

  async function sure(deliveries: readonly Delivery[]) {
    const twice = deliveries.map((delivery) => [delivery, mayArriveTwice(delivery)] as const).filter(([, why]) => why)
    if (twice.length === 0) return true
    const [first, why] = twice[0]!
    const text =
      why === 'fallback'
        ? t('notifications.twice.fallback', { channel: first.takenOverBy ?? '', n: twice.length }, twice.length)
        : t('notifications.twice.unanswered', { recipient: first.recipient, n: twice.length }, twice.length)
    return (
      (await confirm({ title: t('notifications.twice.title'), text, action: t('notifications.retry.anyway') })) !== null
    )
  }

  /** Shown as under way at once, and taken back when the server refuses. */
  async function retry(...deliveries: Delivery[]) {
    const wanted = deliveries.filter((delivery) => canBeRetried(delivery) && !asked.has(delivery.id))
    if (wanted.length === 0 || !(await sure(wanted))) return
    wanted.forEach(({ id }) => asked.add(id))
    const faults: Fault[] = []
    const queue = [...wanted]
    const worker = async () => {
      for (let next = queue.shift(); next; next = queue.shift()) {
        const { id } = next
        await retryDelivery(id).catch((fault) => {
          asked.delete(id)
          faults.push(fault)
        })
      }
    }
    await Promise.all(Array.from({ length: Math.min(4, wanted.length) }, worker))
    const done = wanted.length - faults.length
    if (faults[0])
      toast(t('notifications.retry.failed', { n: faults.length, reason: faults[0].message }, faults.length), 'error')
    if (done > 0) toast(t('notifications.retry.started', { n: done }, done))
    await refresh()
    wanted.forEach(({ id }) => asked.delete(id))
  }

  /** Says how many match, and how far the server has come. */
  async function retryAll(wanted: Retry, text: string) {
    const title = t('notifications.retry.allTitle')
    if ((await confirm({ title, text, action: t('notifications.retry.all') })) === null) return
    try {
      const startedAt = new Date().toISOString()
      const matched = await retryDeliveries(wanted)
      if (matched === 0) return toast(t('notifications.retry.none'), 'info')
      toast(t('notifications.retry.matched', { n: count(matched) }, matched))
      await follow({ retry: wanted, matched, left: matched, startedAt })
    } catch (fault) {
      if (!(fault instanceof Fault)) throw fault
      toast(fault.message, 'error')
    }
  }

  return { asked, job, retry, retryAll, dismiss: () => (job.value = undefined) }
}

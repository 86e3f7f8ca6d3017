import type { LocalHost } from './LocalHost'
import type { MailServer, TelegramServer } from './standins'
import { until } from './until'

/** What every field must bear: markup, right-to-left marks, zero-width characters, length. */
export const hostile = `<script>alert(1)</script> \u202Egpj.exe\u202C a\u200Bb 'or' "1"=1 ${'длинно '.repeat(40)}`

export interface Seeded {
  eventId: string
  notificationId: string
  agentId: string
  watchId: string | undefined
  correlationId: string
}

/** A host as it looks after a bad night: events of all levels, told and not told, agents in several states. */
export async function seed(host: LocalHost, mail: MailServer, telegram: TelegramServer): Promise<Seeded> {
  await host.call('PUT', '/channels/ops', { type: 'telegram', telegram: { chatId: '-100123' }, language: 'ru' })
  await host.call('PUT', '/channels/mail-night', {
    type: 'email',
    email: { to: ['night@example.org', 'anna@example.org'] },
  })
  await host.call('PUT', '/channels/duty', {
    type: 'telegram',
    telegram: { chatId: '-100777' },
    fallback: 'mail-night',
  })
  const { etag } = await current(host)
  const routes = [
    {
      name: 'payments',
      match: ['service=~"pay.*"', 'level>=error'],
      channels: ['ops', 'mail-night'],
      groupBy: ['service', 'host'],
    },
    { name: 'дежурные', match: ['level>=critical'], channels: ['duty'], groupBy: ['service'] },
    { name: 'noise', match: ['level<=debug'], channels: [] },
  ]
  await host.call('PUT', '/routing', { routes }, { 'if-match': etag })
  await host.call('POST', '/silences', {
    match: ['service=batch'],
    startsAt: new Date().toISOString(),
    endsAt: new Date(Date.now() + 7_200_000).toISOString(),
    comment: 'Плановые работы до утра',
  })
  await host.call('POST', '/tokens', {
    name: 'deploy',
    role: 'operator',
    expiresAt: new Date(Date.now() + 9e9).toISOString(),
  })
  await host.call('POST', '/tokens', {
    name: hostile.slice(0, 100).replace(/[\u0000-\u001f\u007f]/g, ''),
    role: 'reader',
  })
  // In force everywhere.
  await until(async () => ((await host.call('GET', '/routing')).version > 0 ? true : undefined))

  mail.refuse = '550 5.1.1 no such mailbox'
  telegram.refuse = { status: 403, description: 'Forbidden: bot was kicked from the supergroup chat' }
  const correlationId = 'order-4711'
  const ids = await host.ingest([...told(correlationId), ...ordinary()])
  await until(async () => {
    const { items } = await host.call('GET', '/deliveries?status=failed')
    return items.length >= 3 ? items : undefined
  })
  mail.refuse = ''
  telegram.refuse = undefined
  await host.ingest([
    { level: 'error', service: 'payments', host: 'web-2', message: 'payment 4712 failed, then arrived' },
  ])
  const { items } = await until(async () => {
    const told = await host.call('GET', '/notifications?route=payments')
    return told.items.length >= 2 ? told : undefined
  })
  return {
    eventId: ids[0]!,
    notificationId: items.at(-1).id,
    agentId: await agents(host),
    watchId: await watch(host),
    correlationId,
  }
}

async function current(host: LocalHost) {
  const response = await fetch(`${host.url}/api/v1/routing`, { headers: { authorization: `Bearer ${host.key}` } })
  return { etag: response.headers.get('etag') ?? '' }
}

const told = (correlationId: string) => [
  {
    level: 'error',
    service: 'payments',
    host: 'web-1',
    message: 'payment 4711 failed: карта отклонена',
    correlationId,
    requestId: 'r-1',
    stackTrace:
      'System.InvalidOperationException: declined\n   at Shop.Payments.Charge() in Charge.cs:line 12\n   at Microsoft.AspNetCore.Mvc.Run()',
    context: { orderId: 4711, user: { name: 'Анна', tags: ['vip', hostile] } },
  },
  { level: 'critical', service: 'касса', host: 'web-3', message: hostile, correlationId },
]

/** A day's worth, a few of each level. */
const ordinary = () =>
  Array.from({ length: 240 }, (_, index) => ({
    time: new Date(Date.now() - index * 300_000 - 60_000).toISOString(),
    id: `seed-${index}`,
    level: ['info', 'info', 'debug', 'warning', 'info', 'trace', 'error'][index % 7],
    service: ['checkout', 'mailer', 'batch', 'search'][index % 4],
    host: `web-${(index % 3) + 1}`,
    message: index % 5 === 0 ? 'Очередь растёт: 1 024 сообщения' : `request ${index} took ${index * 7} ms`,
    context: { ms: index * 7 },
  }))

async function agents(host: LocalHost) {
  const made = await host.call('POST', '/agents', { name: 'web-1', heartbeatInterval: '30s', grace: '1m' })
  await host.call('POST', '/agents', {
    name: 'ночная копия',
    schedule: '0 2 * * *',
    timeZone: 'Europe/Moscow',
    grace: '1h',
  })
  const paused = await host.call('POST', '/agents', { name: 'old-printer', heartbeatInterval: '1m' })
  await host.call('POST', `/agents/${paused.id}/pause`)
  const short = await host.call('POST', '/agents', { name: 'web-9', heartbeatInterval: '1s', grace: '1s' })
  await beat(host, short.key, { version: '0.9.0', host: 'web-9' })
  await beat(host, made.key, {
    version: '1.0.0',
    host: 'web-1.example.org',
    os: 'Debian GNU/Linux 13',
    startedAt: new Date(Date.now() - 90_000_000).toISOString(),
    buffered: 12,
    dropped: 0,
    processes: [
      {
        name: 'nginx',
        state: 'running',
        pid: 4711,
        since: new Date(Date.now() - 3_600_000).toISOString(),
        cpuPercent: 1.5,
        memoryBytes: 52_428_800,
      },
      { name: 'postgres', state: 'crashed', exitCode: 137, since: new Date(Date.now() - 60_000).toISOString() },
    ],
  })
  return made.id as string
}

/** A heartbeat as the agent sends it. */
export async function beat(host: LocalHost, key: string, body: object) {
  const response = await fetch(`${host.url}/api/v1/agents/me/heartbeat`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`heartbeat: ${response.status} ${await response.text()}`)
  return response.json()
}

async function watch(host: LocalHost): Promise<string | undefined> {
  const made = await host
    .call('POST', '/watches', {
      name: 'резервная копия',
      match: ['service=backup', 'message=~".*finished.*"'],
      labels: ['host'],
      schedule: '0 3 * * *',
      timeZone: 'Europe/Moscow',
      grace: '1h',
      enabled: true,
    })
    .catch(() => undefined)
  if (made) await host.ingest([{ level: 'info', service: 'backup', host: 'web-1', message: 'backup finished' }])
  return made?.id
}

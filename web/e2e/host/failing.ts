import type { LocalHost } from './LocalHost'
import { until } from './until'
import type { MailServer } from './standins'

/** A host with one channel whose mailbox is refused, and as many failed deliveries as asked for. */
export async function failDeliveries(host: LocalHost, mail: MailServer, howMany: number) {
  await host.call('PUT', '/channels/night', { type: 'email', email: { to: ['night@example.org'] } })
  const current = await fetch(`${host.url}/api/v1/routing`, { headers: { authorization: `Bearer ${host.key}` } })
  const routes = [{ name: 'alarms', match: ['level>=error'], channels: ['night'], groupBy: ['host'] }]
  await host.call('PUT', '/routing', { routes }, { 'if-match': current.headers.get('etag') ?? '' })
  mail.refuse = '550 5.1.1 no such mailbox'
  const event = (at: number) => ({
    level: 'error',
    service: 'payments',
    host: `web-${at}`,
    message: `payment ${at} failed`,
  })
  // A new version is in force within seconds; until then nobody is told.
  for (let first = 0; (await host.call('GET', '/deliveries')).items.length === 0 && first < 10; first++) {
    await host.ingest([{ ...event(0), host: `first-${first}` }])
    await until(async () => {
      const { items } = await host.call('GET', '/deliveries?status=failed')
      return items.length > 0 ? true : undefined
    }, 3000).catch(() => undefined)
  }
  if (howMany > 1) await host.ingest(Array.from({ length: howMany - 1 }, (_, at) => event(at)))
  return until(async () => {
    const { items } = await host.call('GET', '/deliveries?limit=1000')
    const failed = items.filter((each: { status: string }) => each.status === 'failed')
    return failed.length >= howMany && failed.length === items.length ? (failed as { id: string }[]) : undefined
  })
}

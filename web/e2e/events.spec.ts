import type { Page } from '@playwright/test'
import { expect, expectNoFaults, expectNoOverflow, shot, test } from './host/test'

const rows = (page: Page) =>
  page.getByRole('listbox', { name: /Events, newest first|События, новые/ }).getByRole('option')
const search = (page: Page) => page.getByRole('combobox', { name: /Search events|Поиск по событиям/ })
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()

test('searches by fields and text, counts the whole period, and the histogram narrows it', async ({
  page,
  host,
  open,
}) => {
  const service = 'search-and-count'
  await host.ingest([
    ...Array.from({ length: 450 }, (_, at) => ({
      level: 'info',
      service,
      host: 'web-1',
      message: `request ${at} done`,
      time: minutesAgo(3 + (at % 40)),
    })),
    ...Array.from({ length: 7 }, (_, at) => ({
      level: 'error',
      service,
      host: 'web-2',
      message: `payment ${at} FAILED`,
      time: minutesAgo(20),
    })),
  ])
  await open('/events')
  await search(page).pressSequentially(`service:${service} `)
  await expect(page).toHaveURL(new RegExp(`service=${service}`))
  await expect(page.getByText('457 events in the period, 200 loaded')).toBeVisible()
  await page.keyboard.type('failed')
  await expect(rows(page)).toHaveCount(7)
  await expect(page).toHaveURL(/q=failed/)
  await page.reload()
  await expect(rows(page)).toHaveCount(7)
  await page.goBack().catch(() => {})
  await open(`/events?service=${service}`)
  await page.getByRole('button', { name: /^error 7$/ }).click()
  await expect(rows(page)).toHaveCount(7)
  await page.getByRole('button', { name: /^error 7$/ }).click()
  // A rare value among many: the values of the host by the server's count.
  await page.locator('summary', { hasText: 'host' }).click()
  await page.getByLabel(/web-2/).check()
  await expect(page.getByText('7 events in the period')).toBeVisible()
  const histogram = page.getByRole('slider', { name: 'Events over time' })
  await expect(histogram).toHaveAttribute('aria-valuetext', '7 events')
  const box = (await histogram.boundingBox())!
  await page.mouse.move(box.x + box.width * 0.55, box.y + 20)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width * 0.8, box.y + 20, { steps: 5 })
  await page.mouse.up()
  await expect(page).toHaveURL(/from=20.*&to=20/)
  await expect(page.getByText('A past period')).toBeVisible()
  await expect(rows(page)).toHaveCount(7)
  await page.getByRole('button', { name: 'Zoom out' }).click()
  await expect(page).not.toHaveURL(/[?&]to=/)
})

test('goes down through all pages and finds a rare match behind many', async ({ page, host, open }) => {
  const service = 'many-pages'
  await host.ingest([
    { level: 'warning', service, message: 'the one that was looked for', time: minutesAgo(50) },
    ...Array.from({ length: 650 }, (_, at) => ({
      level: 'debug',
      service,
      message: `noise ${at}`,
      time: minutesAgo(1 + at / 20),
    })),
  ])
  await open(`/events?service=${service}`)
  await expect(rows(page).first()).toBeVisible()
  const list = page.getByRole('listbox', { name: 'Events, newest first' })
  await list.focus()
  await expect(async () => {
    await page.keyboard.press('End')
    await expect(rows(page).last()).toContainText('the one that was looked for', { timeout: 300 })
  }).toPass({ timeout: 20_000 })
  await expect(page.getByText('651 events, that is all in the period')).toBeVisible()
})

test('shows new events by themselves, holds them on pause and while one reads', async ({ page, host, open }) => {
  const service = 'live-view'
  await host.ingest([{ level: 'info', service, message: 'first' }])
  await open(`/events?service=${service}`)
  await expect(rows(page)).toHaveCount(1)
  await expect(page.getByTitle('Live', { exact: true })).toBeVisible()
  await host.ingest([{ level: 'error', service, message: 'second, by itself' }])
  await expect(rows(page)).toHaveCount(2)
  await expect(rows(page).first()).toContainText('second, by itself')

  await page.keyboard.press('p')
  await expect(page.getByText('Paused: new events wait')).toBeVisible()
  await host.ingest([
    { level: 'info', service, message: 'third' },
    { level: 'info', service, message: 'fourth' },
  ])
  const pill = page.getByRole('button', { name: '2 new events' })
  await expect(pill).toBeVisible()
  await expect(rows(page)).toHaveCount(2)
  await pill.click()
  await expect(rows(page)).toHaveCount(4)
  await page.keyboard.press('p')

  await rows(page).nth(1).click()
  await expect(page.getByText('Held while you read')).toBeVisible()
  await host.ingest([{ level: 'info', service, message: 'fifth' }])
  await expect(page.getByRole('button', { name: '1 new event' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(rows(page)).toHaveCount(5)
})

test('fills the gap after the server was killed and started again', async ({ page, freshHost, open }) => {
  const event = (name: string) => ({ level: 'info', service: 'gap', message: name })
  await freshHost.ingest([event('before')])
  await open('/events?service=gap', {}, freshHost)
  await expect(page.getByTitle('Live', { exact: true })).toBeVisible()
  await expect(rows(page)).toHaveCount(1)

  const killed = Date.now()
  await freshHost.kill()
  await expect(page.getByText('The server does not answer.')).toBeVisible({ timeout: 5000 })
  const noticed = Date.now() - killed
  await expect(rows(page)).toHaveCount(1)
  await freshHost.run()
  const back = Date.now()
  await freshHost.ingest(Array.from({ length: 25 }, (_, at) => event(`missed ${at}`)))
  await expect(page.getByText('The server does not answer.')).toBeHidden({ timeout: 15_000 })
  await expect(page.getByText('26 events, that is all in the period')).toBeVisible()
  const filled = Date.now() - back
  await freshHost.ingest([event('after')])
  await expect(rows(page).first()).toContainText('after')
  await expect(page.getByText('27 events, that is all in the period')).toBeVisible()
  console.log(
    `goal 7: noticed after ${noticed} ms (of 1,000), filled ${filled} ms after the server was back (of 10,000)`,
  )
  expect(filled).toBeLessThan(10_000)
})

test('acknowledges one with a key, several with a note, and all that match', async ({ page, host, open }) => {
  const service = 'triage'
  await host.ingest(
    Array.from({ length: 230 }, (_, at) => ({
      level: 'error',
      service,
      message: `alarm ${at}`,
      time: minutesAgo(at / 10),
    })),
  )
  await open(`/events?service=${service}&status=open`)
  await page.getByRole('listbox', { name: 'Events, newest first' }).focus()
  await page.keyboard.press('j')
  await page.keyboard.press('a')
  await expect(page.getByText('1 event acknowledged')).toBeVisible()
  const acknowledged = async () =>
    (await host.call('GET', `/events?service=${service}&status=acknowledged&limit=1000`)).items
  expect(await acknowledged()).toHaveLength(1)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(async () => (await acknowledged()).length).toBe(0)

  await page.getByRole('listbox', { name: 'Events, newest first' }).focus()
  for (let at = 0; at < 3; at++) {
    await page.keyboard.press('x')
    await page.keyboard.press('j')
  }
  await expect(page.getByText('3 chosen')).toBeVisible()
  await page.getByRole('button', { name: 'Acknowledge', exact: true }).click()
  await page.getByLabel('Note (optional)').fill('смотрю')
  await page.getByRole('dialog').getByRole('button', { name: 'Acknowledge' }).click()
  await expect.poll(async () => (await acknowledged()).length).toBe(3)
  const [one] = await acknowledged()
  expect((await host.call('GET', `/events/${one.eventId}`)).triage.at(-1)).toMatchObject({
    note: 'смотрю',
    status: 'acknowledged',
  })

  await page.keyboard.press('Escape')
  await page.getByRole('listbox', { name: 'Events, newest first' }).focus()
  await page.keyboard.press('x')
  await page.getByRole('button', { name: /All .*that match/ }).click()
  await page.getByRole('region', { name: 'With those chosen' }).getByRole('button', { name: 'Close' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).last().click()
  await expect
    .poll(async () => (await host.call('GET', `/events?service=${service}&status=open&limit=1000`)).items.length)
    .toBe(0)
  expect(await acknowledged()).toHaveLength(3)
})

test('shows all of an event on one screen, hostile text as text', async ({ page, host, open }) => {
  const service = '<img src=x onerror=alert(1)>'
  const [id] = await host.ingest([
    {
      level: 'critical',
      service,
      host: 'узел-1',
      correlationId: 'c/1.2 &?#',
      message: `<script>window.hacked = 1</script> \u202egnp.exe zero\u200bwidth ${'w'.repeat(100_000)}`,
      stackTrace:
        'System.InvalidOperationException: no\n   at Shop.Pay.Run() in Pay.cs:line 1\n   at System.Threading.Tasks.Task.Run()\n   at Shop.Pay.Main()',
      context: { order: { id: 4711, 'a<b>': '\u202etxt' }, list: [1, 2] },
    },
    { level: 'info', service, host: 'узел-1', message: 'right after' },
  ])
  await open(`/events/${id}`)
  await expect(
    page.getByText('<script>window.hacked = 1</script> ⟨U+202E⟩gnp.exe zero⟨U+200B⟩width').first(),
  ).toBeVisible()
  await expect(page.getByText('1 frame of frameworks')).toBeVisible()
  await expect(page.getByText('at Shop.Pay.Run()')).toBeVisible()
  await page.getByText('order').first().click()
  await expect(page.getByText('4711')).toBeVisible()
  await expect(page.getByText('nobody is told')).toBeVisible()
  await expect(page.getByText('right after')).toBeVisible()
  await expectNoFaults(page)
  expect(await page.evaluate(() => (window as { hacked?: number }).hacked)).toBeUndefined()
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 800 })
    await expectNoOverflow(page)
    await shot(page, `event-hostile-${width}`)
  }
  await page.getByRole('link', { name: 'c/1.2 &?#' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('correlation c/1.2 &?#')
  await page.reload()
  await expect(page.getByRole('slider', { name: 'Events on the time axis' })).toBeVisible()
})

test('puts what belongs together on one axis', async ({ page, host, open }) => {
  const at = Date.now() - 60_000
  await host.ingest(
    ['gateway', 'orders', 'billing'].flatMap((service, lane) =>
      [0, 1, 2].map((step) => ({
        level: step === 2 && lane === 2 ? 'error' : 'info',
        service,
        host: 'web-1',
        traceId: '0af7651916cd43dd8448eb211c80319c',
        message: `${service} step ${step}`,
        time: new Date(at + lane * 30 + step * 400).toISOString(),
      })),
    ),
  )
  await open('/correlation/trace?id=0af7651916cd43dd8448eb211c80319c')
  await expect(page.getByText('9 events of 3 sources in 860 ms')).toBeVisible()
  const axis = page.getByRole('slider')
  await axis.focus()
  await page.keyboard.press('End')
  await expect(axis).toHaveAttribute('aria-valuetext', /\+860 ms, billing · web-1, error, billing step 2/)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('complementary', { name: 'Event' }).getByText('billing step 2').first()).toBeVisible()
})

test('a reader is not offered what a reader cannot do', async ({ page, host, open }) => {
  const [id] = await host.ingest([{ level: 'error', service: 'for-readers', message: 'look, do not touch' }])
  const { secret } = await host.call('POST', '/tokens', { name: 'on-call reader', role: 'reader' })
  await page.addInitScript((key) => sessionStorage.setItem('notilog.key', key), secret)
  await open(`/events/${id}`)
  await expect(page.getByText('look, do not touch').first()).toBeVisible()
  await expect(page.getByRole('button', { name: 'Acknowledge' })).toHaveCount(0)
  await page.goto(`${host.url}/tokens`)
  await expect(page.getByText('This page needs the role “admin”')).toBeVisible()
})

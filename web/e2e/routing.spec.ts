import type { LocalHost } from './host/LocalHost'
import { expect, expectNoFaults, expectNoOverflow, looks, shot, test } from './host/test'

const route = (name: string, more: object = {}) => ({ name, match: [`service=${name}`], channels: ['told'], ...more })

/** Puts these routes in force, whatever was there. */
async function inForce(host: LocalHost, routes: object[]) {
  await host.call('PUT', '/channels/told', { type: 'telegram', telegram: { chatId: '-1' } })
  await host.call('PUT', '/channels/also', { type: 'email', email: { to: ['also@example.org'] } })
  const { version } = await host.call('GET', '/routing')
  return host.call('PUT', '/routing', { routes }, { 'if-match': `"v${version}"` })
}

const names = (host: LocalHost) =>
  host.call('GET', '/routing').then((document) => document.routes.map((each: any) => each.name).join(' '))

test('a lost race shows what the other changed, and mine goes on top', async ({ page, open, host }) => {
  await inForce(host, [route('alpha'), route('beta')])
  await open('/routing')
  await page.getByRole('button', { name: 'alpha', exact: true }).click()
  await page.getByLabel('At least between two').fill('1h')
  await expect(page.getByText('Changes that are not in force.')).toBeVisible()

  // Somebody else is faster.
  await inForce(host, [route('alpha'), route('beta', { channels: ['also'] }), route('gamma')])
  await page.getByRole('button', { name: 'Review and put in force' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Put in force' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('Somebody else changed the routes')
  await expect(dialog.getByRole('region', { name: 'What the other changed' })).toContainText('gamma')
  await expect(dialog.getByRole('region', { name: 'What you changed' })).toContainText('groupInterval: 1h')
  await expectNoFaults(page)
  await shot(page, 'routing-lost')
  await dialog.getByRole('button', { name: 'Put mine on top' }).click()
  await expect(page.getByRole('dialog')).toContainText('groupInterval: 1h')
  await page.getByRole('dialog').getByRole('button', { name: 'Put in force' }).click()
  await expect(page.getByText('The routes are in force')).toBeVisible()
  const { routes } = await host.call('GET', '/routing')
  expect(routes.map((each: any) => [each.name, each.channels[0], each.groupInterval])).toEqual([
    ['alpha', 'told', '1h'],
    ['beta', 'also', '5m'],
    ['gamma', 'told', '5m'],
  ])
})

test('routes move by keys, survive a reload as a draft, and are put in force', async ({ page, open, host }) => {
  await inForce(host, [route('one'), route('two'), route('three')])
  await open('/routing')
  await page.getByRole('button', { name: 'one', exact: true }).focus()
  await page.keyboard.press('Alt+ArrowDown')
  await page.keyboard.press('Alt+ArrowDown')
  await expect(page.getByRole('button', { name: 'one', exact: true })).toBeFocused()
  await page.keyboard.press('k')
  await expect(page.getByRole('button', { name: 'three', exact: true })).toBeFocused()
  await page.reload()
  await expect(page.getByText('Changes that are not in force.')).toBeVisible()
  expect(await names(host)).toBe('one two three')

  await page.getByRole('link', { name: 'Silences' }).click()
  await expect(page.getByRole('dialog')).toContainText('The changes are not in force')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+s')
  await page.keyboard.press('Enter')
  await expect(page.getByText('The routes are in force')).toBeVisible()
  expect(await names(host)).toBe('two three one')
})

test('a route is made from fields and text alike, and its faults stand at their fields', async ({
  page,
  open,
  host,
}) => {
  await inForce(host, [])
  await open('/routing')
  await page.keyboard.press('n')
  const panel = page.getByRole('complementary', { name: 'new route' })
  await panel.getByLabel('Name').fill('касса')
  await page.getByRole('textbox', { name: 'Which events: As text' }).fill('service=касса\nlevel>=warning')
  await expect(page.getByRole('combobox', { name: 'Field' })).toHaveCount(2)
  await page.getByRole('combobox', { name: 'Operator' }).first().selectOption('=~')
  await page.getByRole('textbox', { name: 'Value' }).fill('касса(')
  await expect(page.getByRole('textbox', { name: 'Which events: As text' })).toHaveValue(
    'service=~"касса("\nlevel>=warning',
  )
  await page.getByRole('checkbox', { name: 'told' }).check()
  await page.getByRole('checkbox', { name: 'host', exact: true }).check()
  await expect(
    page.getByRole('complementary', { name: 'касса' }).getByText('grouped by host; the first at once'),
  ).toBeVisible()
  await page.keyboard.press('Control+s')
  await page.getByRole('dialog').getByRole('button', { name: 'Put in force' }).click()
  await expect(page.getByText('to be mended')).toBeVisible()
  await expect(page.getByText(/invalid regex/).first()).toBeVisible()
  await page.getByRole('textbox', { name: 'Value' }).fill('касса.*')
  await page.keyboard.press('Control+s')
  await page.getByRole('dialog').getByRole('button', { name: 'Put in force' }).click()
  await expect(page.getByText('The routes are in force')).toBeVisible()
  const { routes } = await host.call('GET', '/routing')
  expect(routes[0]).toMatchObject({ name: 'касса', match: ['service=~"касса.*"', 'level>=warning'], groupBy: ['host'] })
})

test('an event is tried on a draft: its way, the reason for each no, and what would arrive', async ({
  page,
  open,
  host,
}) => {
  const [id] = await host.ingest([{ level: 'error', message: 'tried <b>one</b>', service: 'tried' }])
  await inForce(host, [
    route('no', { match: ['level>=error', 'service=other'] }),
    route('off', { match: [], enabled: false }),
    route('tried', { channels: [] }),
    route('late'),
  ])
  await open(`/routing/test?event=${id}`)
  const items = page.locator('main ol > li')
  await expect(items).toHaveCount(4)
  await expect(items.nth(0)).toContainText('no: the marked condition does not hold')
  await expect(items.nth(0).getByRole('listitem').filter({ hasText: 'service=other' })).toContainText('does not hold')
  await expect(items.nth(1)).toContainText('it is switched off')
  await expect(items.nth(2)).toContainText('takes it')
  await expect(items.nth(3)).toContainText('not reached')
  await expect(page.getByText('A route takes it, but tells nobody.')).toBeVisible()

  await page.getByRole('link', { name: 'tried', exact: true }).click()
  await page.getByRole('checkbox', { name: 'told' }).check()
  await page.getByRole('link', { name: 'Route tester' }).click()
  await page.getByLabel('Event', { exact: true }).selectOption(id!)
  await expect(page.getByText('It is told through: told.')).toBeVisible()
  await expect(page.frameLocator('iframe').locator('body')).toContainText('tried <b>one</b>')
  await page.getByLabel('As JSON').fill('{ not json')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('This is no JSON object')).toBeVisible()
})

test('a draft is replayed over the past with the difference, and the matrix marks who is forgotten', async ({
  page,
  open,
  host,
}) => {
  await inForce(host, [route('replayed', { groupInterval: '1s' })])
  await host.ingest([
    ...Array.from({ length: 5 }, (_, at) => ({ level: 'error', message: `m${at}`, service: 'replayed' })),
    { level: 'error', message: 'nobody cares', service: 'forgotten' },
  ])
  await open('/routing?route=replayed')
  await page.getByRole('checkbox', { name: 'also' }).check()
  await page.getByRole('link', { name: 'Replay' }).click()
  await page.getByRole('button', { name: 'Replay', exact: true }).click()
  const row = page.getByRole('row', { name: /^also/ })
  await expect(row).toContainText('+')
  await expect(page.getByText(/events looked at/)).toBeVisible()
  await shot(page, 'routing-replay-draft')

  await page.getByRole('link', { name: 'Notification matrix' }).click()
  const cell = page.getByRole('row', { name: /^forgotten/ })
  await expect(cell).toContainText('nobody')
  await expect(page.getByRole('row', { name: /^replayed/ })).toContainText('also')
  await page.getByLabel('Only where nobody is told').check()
  await expect(page.getByRole('row', { name: /^replayed/ })).toHaveCount(0)
})

test('an old version is looked at and taken back as a draft', async ({ page, open, host }) => {
  const { version } = await inForce(host, [route('early')])
  await inForce(host, [route('early', { channels: ['also'] })])
  await open('/routing/history')
  await expect(page.getByRole('region', { name: /Version/ }).first()).toContainText('channels: also')
  await page.getByRole('button', { name: new RegExp(`Version ${version}`) }).click()
  await expect(page).toHaveURL(new RegExp(`version=${version}`))
  await page.getByRole('button', { name: 'Take as draft' }).click()
  await expect(page.getByText('Changes that are not in force.')).toBeVisible()
  await page.getByRole('button', { name: 'Discard' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Discard' }).click()
  await expect(page.getByText('Changes that are not in force.')).toHaveCount(0)
})

for (const [theme, locale] of looks)
  test(`routing is accessible and fits: ${theme}, ${locale}`, async ({ page, open, host }) => {
    test.setTimeout(240_000)
    await host.ingest([
      { level: 'critical', message: 'down', service: 'платежи' },
      { level: 'error', message: '<script>\u202e', service: 'gateway' },
    ])
    await inForce(host, [
      route('платежи', { match: ['service=~"плат.*"', 'level>=error'], groupBy: ['service', 'host'] }),
      route('<script>alert(1)</script>\u202e', { continue: true, channels: [], match: ['host="web \\"1\\""'] }),
      route('night', { enabled: false, groupWait: '30s', match: ['context.order.region=eu', 'level>=warning'] }),
      route('all', { match: ['level>=error', 'message!~".*test.*"'], channels: ['told', 'also'] }),
    ])
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 800 })
      for (const [name, path, wait] of [
        ['routing', '/routing', 'main ol > li'],
        ['route', '/routing?route=all', 'aside fieldset'],
        ['routing-test', '/routing/test?json={"level":"error","message":"m","service":"gateway"}', 'main form'],
        ['routing-replay', '/routing/replay?run=1', 'main table'],
        ['routing-matrix', '/routing/matrix', 'main [data-service]:visible'],
        ['routing-history', '/routing/history', 'main ol > li'],
      ] as const) {
        await open(path, { theme, locale })
        await expect(page.locator(wait).first()).toBeVisible()
        if (name === 'routing-test') {
          await page.keyboard.press('Control+Enter')
          await expect(page.locator('main ol > li').first()).toBeVisible()
        }
        await expectNoFaults(page)
        await expectNoOverflow(page)
        await shot(page, `${name}-${theme}-${locale}-${width}`)
      }
      await open('/routing', { theme, locale })
      await page.getByRole('button', { name: /(Actions for|Действия с маршрутом) all/ }).click()
      await expect(page.getByRole('menu')).toBeVisible()
      await expectNoFaults(page)
      await page.getByRole('menuitem').nth(1).click()
      await page.keyboard.press('Control+s')
      await expect(page.getByRole('dialog')).toBeVisible()
      await expectNoFaults(page)
      await shot(page, `routing-review-${theme}-${locale}-${width}`)
      await page.evaluate(() => localStorage.removeItem('notilog.routingDraft'))
    }
  })

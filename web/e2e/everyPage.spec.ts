import type { Page } from '@playwright/test'
import { seed, type Seeded } from './host/seed'
import { everyLook, expect, expectNoFaults, expectNoOverflow, shot, test } from './host/test'

/** Every route of the site but `/channels/:name`, which `channels.spec.ts` looks at with its preview; a page that needs an id takes one of what was seeded. */
const pages: [name: string, path: (seeded: Seeded) => string][] = [
  ['overview', () => '/'],
  ['events', () => '/events?from=24h'],
  ['event', ({ eventId }) => `/events/${eventId}`],
  ['correlation', ({ correlationId }) => `/correlation/correlationId/${correlationId}`],
  ['agents', () => '/agents'],
  ['agent', ({ agentId }) => `/agents/${agentId}`],
  ['watches', () => '/watches'],
  ['watch', ({ watchId }) => `/watches/${watchId ?? '00000000-0000-0000-0000-000000000000'}`],
  ['notifications', () => '/notifications'],
  ['notification', ({ notificationId }) => `/notifications/${notificationId}`],
  ['deliveries', () => '/deliveries'],
  ['routing', () => '/routing'],
  ['routingTest', () => '/routing/test'],
  ['routingReplay', () => '/routing/replay'],
  ['routingMatrix', () => '/routing/matrix'],
  ['silences', () => '/silences'],
  ['channels', () => '/channels'],
  ['channelNew', () => '/channels/new'],
  ['tokens', () => '/tokens'],
  ['settings', () => '/settings'],
  ['exchange', () => '/settings/exchange'],
  ['start', () => '/start'],
  ['notFound', () => '/nothing-here'],
]

/** The same with their dialogs open; one language is enough for what is made of the same parts. */
const dialogs: typeof pages = [
  ['tokenNew', () => '/tokens?new=1'],
  ['agentNew', () => '/agents?new=1'],
  ['agentEdit', ({ agentId }) => `/agents/${agentId}?open=edit`],
  ['agentSettings', ({ agentId }) => `/agents/${agentId}?open=settings`],
  ['agentSetup', ({ agentId }) => `/agents/${agentId}?open=setup`],
  ['watchNew', () => '/watches?new=1'],
  ['silenceNew', () => '/silences?new=1'],
]

let seeded: Promise<Seeded> | undefined

/** What was asked for has come: no skeleton is left. */
const settled = async (page: Page) => {
  await expect(page.getByRole('heading', { level: 1 }).or(page.locator('main [role=alert]')).first()).toBeVisible()
  await expect(page.locator('.skeleton')).toHaveCount(0)
  // A preview that comes while it is looked at stops the look.
  await page.waitForLoadState('networkidle')
}

for (const locale of everyLook ? (['en', 'ru'] as const) : (['ru'] as const))
  for (const [name, path] of locale === 'ru' ? [...pages, ...dialogs] : pages)
    test(`${name} has no faults and fits: ${locale}`, async ({ page, open, host, mail, telegram }) => {
      test.setTimeout(90_000)
      seeded ??= seed(host, mail, telegram)
      await open(path(await seeded), { locale, theme: 'light' })
      await settled(page)
      for (const theme of ['light', 'dark'] as const) {
        await page.evaluate((chosen) => (document.documentElement.dataset.theme = chosen), theme)
        for (const width of [1280, 390]) {
          await page.setViewportSize({ width, height: width === 390 ? 844 : 800 })
          await expectNoOverflow(page)
          // Colours are the same at every width.
          if (width === 1280 || theme === 'light') await expectNoFaults(page)
          await shot(page, `${name}-${theme}-${locale}-${width}`)
        }
      }
    })

import { AxeBuilder } from '@axe-core/playwright'
import { expect, test as base, type Page } from '@playwright/test'
import { LocalHost } from './LocalHost'
import { MailServer, TelegramServer } from './standins'

export interface Look {
  theme?: 'light' | 'dark'
  locale?: 'en' | 'ru'
}

interface WorkerFixtures {
  mail: MailServer
  telegram: TelegramServer
  /** Shared by the tests of the run; e-mail and Telegram go to the stand-ins. */
  host: LocalHost
}

interface TestFixtures {
  /** A host of the test's own, empty, for what kills it or counts all there is. */
  freshHost: LocalHost
  /** Opens a page of the site, signed in. */
  open: (path: string, look?: Look, host?: LocalHost) => Promise<void>
}

const settings = (mail: MailServer, telegram: TelegramServer) => ({
  'Email:Host': '127.0.0.1',
  'Email:Port': String(mail.port),
  'Email:Security': 'None',
  'Email:From': 'notilog@example.org',
  'Telegram:BotToken': '123456:stand-in-token-of-the-tests-000000000',
  'Telegram:ApiBaseUrl': `http://127.0.0.1:${telegram.port}`,
  'Delivery:InitialBackoff': '1s',
  'Delivery:MaxAttempts': '2',
})

export const test = base.extend<TestFixtures, WorkerFixtures>({
  mail: [
    async ({}, use) => {
      const server = await new MailServer().start()
      await use(server)
      server.stop()
    },
    { scope: 'worker' },
  ],
  telegram: [
    async ({}, use) => {
      const server = await new TelegramServer().start()
      await use(server)
      server.stop()
    },
    { scope: 'worker' },
  ],
  host: [
    async ({ mail, telegram }, use) => {
      const host = await LocalHost.start(settings(mail, telegram))
      // One that is all empty shows the first steps.
      await host.call('POST', '/agents', { name: 'of the run' })
      await use(host)
      await host.dispose()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  freshHost: async ({ mail, telegram }, use) => {
    const host = await LocalHost.start(settings(mail, telegram))
    await use(host)
    await host.dispose()
  },
  open: async ({ page, host }, use) => {
    await use(async (path, look = {}, at = host) => {
      await prefer(page, look)
      await page.addInitScript(
        (key) => sessionStorage.getItem('notilog.key') ?? sessionStorage.setItem('notilog.key', key),
        at.key,
      )
      await page.goto(at.url + path)
      await expect(page.locator('main')).toBeVisible()
    })
  },
})

/** What somebody has chosen before: theme and language. */
export async function prefer(page: Page, { theme = 'light', locale = 'en' }: Look) {
  await page.addInitScript(
    (chosen) =>
      localStorage.getItem('notilog.preferences') ??
      localStorage.setItem('notilog.preferences', JSON.stringify(chosen)),
    { theme, locale },
  )
}

/** WCAG 2.2 AA and the best practices. */
export async function expectNoFaults(page: Page) {
  // A message in a frame that runs nothing cannot be looked into: axe would wait for it for ever.
  const found = await new AxeBuilder({ page })
    .exclude('iframe[sandbox]')
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze()
  const said = found.violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}\n  ${nodes.map((node) => `${node.html.slice(0, 200)}  (${node.failureSummary?.split('\n')[1]?.trim()})`).join('\n  ')}`,
  )
  expect(said).toEqual([])
}

/** With `EVERY_LOOK=1` every theme in every language (5 minutes more); otherwise each of them once. */
export const everyLook = !!process.env.EVERY_LOOK
export const looks = everyLook
  ? ([
      ['light', 'en'],
      ['light', 'ru'],
      ['dark', 'en'],
      ['dark', 'ru'],
    ] as const)
  : ([
      ['light', 'en'],
      ['dark', 'ru'],
    ] as const)

/** Nothing stands out beyond the screen's edge. */
export async function expectNoOverflow(page: Page) {
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
  ).toBeLessThanOrEqual(0)
}

/** Pictures of the run, for people to look at; kept out of git. */
export const shot = (page: Page, name: string) => page.screenshot({ path: `shots/${name}.png` })

export { expect }

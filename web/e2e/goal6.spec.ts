import type { Page } from '@playwright/test'
import { failDeliveries } from './host/failing'
import { expect, test } from './host/test'

/** Milliseconds from the key press to what it changes on the screen, by the page's own clock. */
const watchChange = (page: Page) =>
  page.evaluate(() => {
    const seen = window as unknown as { pressedAt: number; changedAt: number }
    seen.pressedAt = seen.changedAt = 0
    addEventListener(
      'keydown',
      (event) => /^(r|Enter)$/.test(event.key) && (seen.pressedAt ||= performance.now()),
      true,
    )
    const look = () => {
      if (seen.pressedAt && !seen.changedAt && document.querySelector('main [aria-busy="true"]'))
        requestAnimationFrame(() => (seen.changedAt ||= performance.now()))
    }
    new MutationObserver(look).observe(document.body, { subtree: true, attributes: true, childList: true })
  })
const took = (page: Page) =>
  page.evaluate(() => {
    const { pressedAt, changedAt } = window as unknown as { pressedAt: number; changedAt: number }
    return changedAt ? changedAt - pressedAt : Number.NaN
  })
const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent?.trim() ?? '')
const lost = (page: Page) => page.evaluate(() => document.activeElement === document.body || !document.activeElement)

test('goal 6: the top failed delivery is tried again by keyboard alone', async ({ page, freshHost, mail, open }) => {
  test.setTimeout(90_000)
  await failDeliveries(freshHost, mail, 1)

  // Shortcuts, from the overview.
  await open('/', {}, freshHost)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  let presses = 0
  const press = async (key: string) => {
    presses++
    await page.keyboard.press(key)
  }
  await press('g')
  await press('d')
  await expect(page.getByRole('region', { name: 'Not delivered' })).toBeVisible()
  await watchChange(page)
  await press('j')
  await press('r')
  await expect(page.getByText('Tried again: 1 message.')).toBeVisible()
  const byShortcuts = presses
  const changed = await took(page)
  await expect.poll(async () => (await freshHost.call('GET', '/deliveries')).items.length).toBe(2)

  // Tab alone, from a cold page: the new delivery has failed like the first.
  await expect
    .poll(async () =>
      (await freshHost.call('GET', '/deliveries')).items.every((each: { status: string }) => each.status === 'failed'),
    )
    .toBe(true)
  await page.goto(`${freshHost.url}/deliveries`)
  await expect(page.getByRole('region', { name: 'Not delivered' })).toBeVisible()
  presses = 0
  await press('Tab')
  await press('Enter')
  while (!/^Try again$/.test(await focused(page)) && presses < 12) await press('Tab')
  await press('Enter')
  await expect(page.getByText('Tried again: 1 message.')).toBeVisible()
  const byTab = presses
  await expect.poll(() => lost(page)).toBe(false)

  // Undone when it fails: the server is gone.
  await expect
    .poll(async () =>
      (await freshHost.call('GET', '/deliveries')).items
        .map((each: { status: string }) => each.status)
        .sort()
        .join(),
    )
    .toBe('failed,failed,failed')
  await page.goto(`${freshHost.url}/deliveries`)
  await expect(page.getByRole('region', { name: 'Not delivered' })).toBeVisible()
  await freshHost.kill()
  await page.keyboard.press('j')
  await page.keyboard.press('r')
  await expect(page.getByText(/could not be tried again/)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Try again', exact: true }).first()).toBeEnabled()
  mail.refuse = ''

  console.log(
    `goal 6: ${byShortcuts} presses with shortcuts (of 4), ${byTab} with Tab (of 10), changed after ${changed.toFixed(0)} ms (of 100), undone on failure`,
  )
  expect(byShortcuts).toBeLessThanOrEqual(4)
  expect(byTab).toBeLessThanOrEqual(10)
  expect(changed).toBeLessThanOrEqual(100)
})

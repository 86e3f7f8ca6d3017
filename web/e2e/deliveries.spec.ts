import type { Page } from '@playwright/test'
import { failDeliveries } from './host/failing'
import { expect, expectNoFaults, shot, test } from './host/test'

const again = (page: Page) => page.getByRole('button', { name: /^Try (again|\d+ again)$/ })

test('failed deliveries stand by cause, are tried again and seen to arrive', async ({
  page,
  freshHost,
  mail,
  open,
}) => {
  const failed = await failDeliveries(freshHost, mail, 3)
  await open('/deliveries', {}, freshHost)
  const panel = page.getByRole('region', { name: 'Not delivered' })
  await expect(panel.getByRole('listitem')).toHaveCount(1)
  await expect(panel).toContainText('550 5.1.1 no such mailbox')
  await expect(panel).toContainText(`${failed.length} messages`)

  // One: by its own button in the list.
  mail.refuse = ''
  await page
    .getByRole('list', { name: 'Deliveries' })
    .getByRole('button', { name: 'Try again: night@example.org' })
    .first()
    .click()
  await expect(page.getByText('Tried again: 1 message.')).toBeVisible()
  await expect(page.getByRole('list', { name: 'Deliveries' }).getByText('delivered', { exact: true })).toHaveCount(1)
  await expect(page.getByRole('list', { name: 'Deliveries' }).getByText('was tried again')).toHaveCount(1)

  // All that match: work of the server, whose progress is shown.
  await page.getByRole('button', { name: 'Try all again' }).click()
  await expect(page.getByRole('dialog')).toContainText('The server works them off one after the other')
  await expectNoFaults(page)
  await shot(page, 'deliveries-retry-all')
  await page.getByRole('dialog').getByRole('button', { name: 'Try all again' }).click()
  await expect(page.getByText(`${failed.length - 1} messages match`)).toBeVisible()
  await expect(page.getByText(`Tried again: all ${failed.length - 1} messages.`)).toBeVisible({ timeout: 20_000 })
  await expect(panel).toBeHidden()
  await expect.poll(() => mail.messages.length).toBeGreaterThanOrEqual(failed.length)

  // The message's link leads to what is known of it.
  await page.getByRole('list', { name: 'Deliveries' }).getByRole('link').first().click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('alarms')
  await expect(
    page.getByText('250 2.0.0 queued as stand-in').or(page.getByText('2.0.0 queued as stand-in')).first(),
  ).toBeVisible()
  await expect(page.getByRole('list', { name: 'Events it tells of' }).getByRole('listitem')).toHaveCount(1)
})

test('the filter is in the address and comes back with it', async ({ page, host, open }) => {
  await open('/deliveries?status=retrying&from=7d')
  await expect(page.getByRole('button', { name: 'retrying' })).toHaveAttribute('aria-pressed', 'true')
  await expect(page.getByText('Nothing matches')).toBeVisible()
  await page.getByRole('button', { name: 'pending' }).click()
  await expect(page).toHaveURL(`${host.url}/deliveries?status=retrying,pending&from=7d`)
  await page.getByRole('button', { name: 'Clear the filter' }).first().click()
  await expect(page).toHaveURL(`${host.url}/deliveries?from=7d`)
  // What an address cannot mean is the usual period.
  await page.goto(`${host.url}/deliveries?from=nonsense&to=x&status=wrong`)
  await expect(page.getByText(/in the last 24 hours/).first()).toBeVisible()
})

test('a reader sees what failed and is not offered to try again', async ({ page, freshHost, mail, open }) => {
  await failDeliveries(freshHost, mail, 1)
  mail.refuse = ''
  const { secret } = await freshHost.call('POST', '/tokens', { name: 'reader', role: 'reader' })
  await page.addInitScript((key) => sessionStorage.setItem('notilog.key', key), secret)
  await open('/deliveries', {}, freshHost)
  await expect(page.getByRole('region', { name: 'Not delivered' })).toContainText('no such mailbox')
  await expect(again(page)).toHaveCount(0)
})

import { expect, expectNoFaults, expectNoOverflow, looks, prefer, shot, test } from './host/test'

test('the printed link signs in and leaves the address', async ({ page, host }) => {
  await page.goto(host.signInLink)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Overview')
  expect(page.url()).toBe(`${host.url}/`)
  await page.reload()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Overview')
})

test('a key signs in and leads back to the page that was asked for', async ({ page, host }) => {
  await page.goto(`${host.url}/silences?state=active`)
  await expect(page).toHaveURL(/\/sign-in\?back=/)
  await page.getByLabel('Owner key or token').fill('nlt_wrong')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByText('The server does not know this key')).toBeVisible()
  await page.getByLabel('Owner key or token').fill(host.key)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(`${host.url}/silences?state=active`)
})

test('a credential that is no longer taken leads to sign-in and back', async ({ page, host, open }) => {
  const token = await host.call('POST', '/tokens', { name: 'short-lived', role: 'reader' })
  await page.addInitScript(
    (key) => sessionStorage.getItem('notilog.key') ?? sessionStorage.setItem('notilog.key', key),
    token.secret,
  )
  await open('/routing')
  await host.call('DELETE', `/tokens/${token.id}`)
  await page.reload()
  await expect(page).toHaveURL(/\/sign-in\?back=\/routing/)
})

for (const [theme, locale] of looks)
  test(`sign-in is accessible and fits: ${theme}, ${locale}`, async ({ page, host }) => {
    await prefer(page, { theme, locale })
    for (const width of [390, 1280]) {
      await page.setViewportSize({ width, height: 800 })
      await page.goto(`${host.url}/sign-in`)
      await expect(page.locator('form')).toBeVisible()
      await expectNoFaults(page)
      await expectNoOverflow(page)
      await shot(page, `sign-in-${theme}-${locale}-${width}`)
    }
  })

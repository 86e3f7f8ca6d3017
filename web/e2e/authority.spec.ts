import type { Page } from '@playwright/test'
import { Authority } from './host/Authority'
import { LocalHost } from './host/LocalHost'
import { expect, expectNoFaults, test } from './host/test'

/** What a deployment writes into the site's files: who the authority is, and leave to ask it. */
async function deploy(page: Page, authority: Authority) {
  // Chromium asks before a page that went through the test's hands speaks to this machine.
  await page.context().grantPermissions(['local-network-access'])
  await page.route('**/config.json', (route) =>
    route.fulfill({ json: { apiBase: '', oidc: { authority: authority.url, clientId: authority.clientId } } }),
  )
  await page.route(
    (url) =>
      url.port !== new URL(authority.url).port && !url.pathname.includes('.') && !url.pathname.startsWith('/api'),
    async (route) => {
      if (route.request().resourceType() !== 'document') return route.fallback()
      const response = await route.fetch()
      const policy = response
        .headers()
        ['content-security-policy']!.replace("connect-src 'self'", `connect-src 'self' ${authority.url}`)
      await route.fulfill({ response, headers: { ...response.headers(), 'content-security-policy': policy } })
    },
  )
}

test('an operator signs in with the account of the organisation, and may do what the role in the token says', async ({
  page,
}) => {
  const authority = await new Authority().start()
  const host = await LocalHost.start({ 'Auth:Authority': authority.url, 'Auth:Audience': authority.audience })
  try {
    await deploy(page, authority)
    await page.goto(`${host.url}/routing`)
    await expect(page.getByRole('button', { name: 'Sign in with the organisation’s account' })).toBeVisible()
    await expectNoFaults(page)
    await page.getByRole('button', { name: 'Sign in with the organisation’s account' }).click()
    await page.getByRole('link', { name: 'Agree' }).click()
    await expect(page).toHaveURL(`${host.url}/routing`)
    await page.getByRole('button', { name: 'Appearance and account' }).click()
    await expect(page.getByText('Signed in as Анна Дежурная')).toBeVisible()
    await expect(page.getByText('operator')).toBeVisible()
    await page.keyboard.press('Escape')
    await page.goto(`${host.url}/tokens`)
    await expect(page.getByText('This page needs the role “admin”')).toBeVisible()

    // An answer that was not asked for is not taken.
    await page.evaluate(() => sessionStorage.clear())
    await page.goto(`${host.url}/sign-in?code=stolen&state=guessed`)
    await expect(page.getByLabel('Owner key or token')).toBeVisible()
    expect(await page.evaluate(() => sessionStorage.getItem('notilog.key'))).toBeNull()
  } finally {
    await host.dispose()
    authority.stop()
  }
})

import { execFileSync } from 'node:child_process'
import { expect, expectNoFaults, expectNoOverflow, looks, test } from './host/test'

// Goal 9: from an empty installation to the first event on screen and a delivered test message.
test('a newcomer gets from nothing to the first event and a delivered test message', async ({
  page,
  freshHost,
  telegram,
}) => {
  const began = Date.now()
  await page.addInitScript(() =>
    addEventListener('click', (event) => {
      // Enter in a field presses a button as well; a person has not clicked then.
      if (event.isTrusted && event.detail > 0) sessionStorage.clicks = String(Number(sessionStorage.clicks ?? 0) + 1)
    }),
  )
  await page.goto(freshHost.signInLink)
  await expect(page).toHaveURL(/\/start$/)
  await page.getByRole('button', { name: 'Create a key' }).click()
  await expect(page.getByText('Waiting for the first event…')).toBeVisible()
  const command = await page.getByLabel('curl', { exact: true }).locator('visible=true').first().innerText()
  expect(command).toContain('nla_')
  execFileSync('sh', ['-c', command])
  await expect(page.getByText('It is here:')).toBeVisible()
  await expect(page.getByRole('link', { name: 'The first event' })).toBeVisible()

  await page.getByLabel('How', { exact: true }).selectOption('telegram')
  await page.getByLabel('Chat', { exact: true }).fill('-100900')
  await page.getByRole('button', { name: 'Send test' }).click()
  await expect(page.getByText('delivered', { exact: true })).toBeVisible()
  const sent = () => telegram.messages.filter((message) => String(message.chat_id) === '-100900').length
  expect(sent()).toBe(1)
  await page.getByRole('button', { name: 'Save and go on' }).click()
  await page.getByRole('button', { name: 'Put in force' }).click()
  await expect(page.getByText('NotiLog is ready')).toBeVisible()
  execFileSync('sh', ['-c', command])
  await expect.poll(sent, { timeout: 30_000 }).toBe(2)

  const clicks = Number(await page.evaluate(() => sessionStorage.clicks))
  const seconds = (Date.now() - began) / 1000
  console.log(`Goal 9: first event and delivered test message: ${clicks} clicks of 12, ${seconds.toFixed(1)} s of 300`)
  expect(clicks).toBeLessThanOrEqual(12)
  expect(seconds).toBeLessThanOrEqual(300)
  await page.goto(freshHost.url)
  await expect(page).toHaveURL(`${freshHost.url}/`)
})

test('the first steps go on after a reload with a new key', async ({ page, open, freshHost }) => {
  await open('/', {}, freshHost)
  await expect(page).toHaveURL(/\/start$/)
  await page.getByRole('button', { name: 'Create a key' }).click()
  await expect(page).toHaveURL(/agent=/)
  await page.reload()
  await page.getByRole('button', { name: 'Show a new key' }).click()
  await page.getByRole('tab', { name: 'Agent' }).click()
  await expect(page.getByText(/notilog-agent init --server/)).toBeVisible()
})

for (const [theme, locale] of looks)
  test(`the first steps are accessible and fit: ${theme}, ${locale}`, async ({ page, open, freshHost }) => {
    test.setTimeout(180_000)
    await open('/', { theme, locale }, freshHost)
    await expect(page).toHaveURL(/\/start$/)
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 800 })
      await expectNoFaults(page)
      await expectNoOverflow(page)
      await page.screenshot({ path: `shots/start-${theme}-${locale}-${width}.png`, fullPage: true })
    }
    await page.getByRole('button', { name: /Create a key|Создать ключ/ }).click()
    await expect(page.getByText(/nla_/).first()).toBeVisible()
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 800 })
      await expectNoFaults(page)
      await expectNoOverflow(page)
      await page.screenshot({ path: `shots/start-key-${theme}-${locale}-${width}.png`, fullPage: true })
    }
  })

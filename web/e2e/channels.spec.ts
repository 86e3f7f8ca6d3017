import { expect, expectNoFaults, expectNoOverflow, looks, shot, test } from './host/test'

const hostile = '<script>alert(1)</script>\u202e\u200b"& касса'

test('a channel is tried and seen before it is saved', async ({ page, open, host, telegram }) => {
  const [id] = await host.ingest([{ level: 'error', message: hostile, service: 'hostile' }])
  await open('/channels/new')
  await page.getByLabel('Name', { exact: true }).fill('ops-chat')
  await page.getByLabel('Chat', { exact: true }).fill('-100777')
  await page.getByLabel('Told of').selectOption(id!)
  const frame = page.frameLocator('iframe')
  await expect(frame.locator('body')).toContainText('<script>alert(1)</script>')
  await page.getByRole('tab', { name: 'Russian' }).click()
  await expect(page).toHaveURL(/language=ru/)
  await expect(frame.locator('html')).toHaveAttribute('lang', 'ru')

  telegram.refuse = { status: 400, description: 'Bad Request: chat not found' }
  await page.getByRole('button', { name: 'Send test' }).click()
  await expect(page.getByText('Bad Request: chat not found')).toBeVisible()
  await expect(page.getByText('refused', { exact: true })).toBeVisible()
  telegram.refuse = undefined
  await page.getByRole('button', { name: 'Send test' }).click()
  await expect(page.getByText('delivered', { exact: true })).toBeVisible()
  expect(telegram.messages.filter((message) => String(message.chat_id) === '-100777')).toHaveLength(1)
  expect((await host.call('GET', '/channels')).items.map((channel: any) => channel.name)).not.toContain('ops-chat')

  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page).toHaveURL(/\/channels$/)
  await expect(page.getByRole('heading', { name: 'ops-chat' })).toBeVisible()
  expect((await host.call('GET', '/channels/ops-chat')).telegram.chatId).toBe('-100777')
})

test('what is wrong stands at its field, and a transport that is not configured is named', async ({ page, open }) => {
  await open('/channels/new?type=email')
  await page.getByLabel('Name', { exact: true }).fill('Не имя')
  await page.getByLabel('Addresses').fill('good@example.org\nno address')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByLabel('Name', { exact: true })).toHaveAttribute('aria-invalid', 'true')
  await page.getByLabel('Name', { exact: true }).fill('mail-x')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByLabel('Addresses')).toHaveAttribute('aria-invalid', 'true')
  await page.getByLabel('Type', { exact: true }).selectOption('kafka')
  await expect(page.getByRole('alert').filter({ hasText: 'Kafka:BootstrapServers' })).toBeVisible()
  await page.getByRole('link', { name: 'Channels' }).click()
  await expect(page.getByRole('dialog')).toContainText('The channel is not saved')
  await page.getByRole('button', { name: 'Leave' }).click()
  await expect(page).toHaveURL(/\/channels$/)
})

test('a channel in use is not deleted, and it is said by what', async ({ page, open, host }) => {
  await host.call('PUT', '/channels/base', { type: 'email', email: { to: ['base@example.org'] } })
  await host.call('PUT', '/channels/leans', { type: 'telegram', telegram: { chatId: '5' }, fallback: 'base' })
  await open('/channels/base')
  await page.getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'in use' })).toContainText('leans')
  await open('/channels/leans')
  await page.getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await expect(page).toHaveURL(/\/channels$/)
})

test('a reader sees channels and changes none', async ({ page, open, host }) => {
  const token = await host.call('POST', '/tokens', { name: 'reads channels', role: 'reader' })
  await page.addInitScript(
    (key) => sessionStorage.getItem('notilog.key') ?? sessionStorage.setItem('notilog.key', key),
    token.secret,
  )
  await open('/channels')
  await expect(page.getByRole('link', { name: 'New channel' })).toHaveCount(0)
  await open('/channels/new')
  await expect(page.getByText('This page needs the role “operator”')).toBeVisible()
})

for (const [theme, locale] of looks)
  test(`channels are accessible and fit: ${theme}, ${locale}`, async ({ page, open, host }) => {
    test.setTimeout(180_000)
    await host.call('PUT', '/channels/mail-ops', {
      type: 'email',
      email: { to: ['дежурный@example.org', 'a.very.long.address.of.somebody@department.example.org'] },
      language: 'ru',
      timeZone: 'Europe/Moscow',
    })
    await host.call('PUT', '/channels/off-duty', {
      type: 'telegram',
      telegram: { chatId: '-100123' },
      fallback: 'mail-ops',
      enabled: false,
    })
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 800 })
      await open('/channels', { theme, locale })
      await expect(page.getByRole('heading', { name: 'mail-ops' })).toBeVisible()
      await expectNoFaults(page)
      await expectNoOverflow(page)
      await shot(page, `channels-${theme}-${locale}-${width}`)
      await page
        .getByRole('button', { name: /mail-ops/ })
        .first()
        .click()
      await expect(page.getByRole('menu')).toBeVisible()
      await expectNoFaults(page)
      await page.keyboard.press('Escape')
      await open('/channels/mail-ops', { theme, locale })
      await expect(page.locator('iframe')).toBeVisible()
      await page.getByRole('button', { name: /Send test|Отправить проверку/ }).click()
      await expect(page.getByText(/^(delivered|доставлено)$/).first()).toBeVisible()
      await expectNoFaults(page)
      await expectNoOverflow(page)
      await page.screenshot({ path: `shots/channel-${theme}-${locale}-${width}.png`, fullPage: true })
    }
  })

import { expect, expectNoFaults, shot, test } from './host/test'

test('a token is made, shown once, used and revoked', async ({ page, host, open }) => {
  await open('/tokens')
  await page.getByRole('button', { name: 'New token' }).first().click()
  await expect(page).toHaveURL(`${host.url}/tokens?new=1`)
  const dialog = page.getByRole('dialog', { name: 'New token' })
  await dialog.getByRole('button', { name: 'Create' }).click()
  await expect(dialog.getByText('Give it a name.')).toBeVisible()
  await dialog.getByLabel('Name').fill('телефон Анны')
  await dialog.getByLabel('Role').selectOption('operator')
  await expectNoFaults(page)
  await dialog.getByRole('button', { name: 'Create' }).click()
  const secret = (await dialog.getByLabel('Token', { exact: true }).textContent())!.trim()
  expect(secret).toMatch(/^nlt_/)
  await page.keyboard.press('Escape')
  await expect(dialog).toBeVisible()
  await expectNoFaults(page)
  await shot(page, 'token-once')
  const me = await fetch(`${host.url}/api/v1/me`, { headers: { authorization: `Bearer ${secret}` } })
  expect(await me.json()).toMatchObject({ role: 'operator' })
  await dialog.getByRole('button', { name: 'I have copied it' }).click()

  await page.getByRole('button', { name: 'Revoke телефон Анны' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
  await expect(page.getByText('телефон Анны', { exact: true })).toHaveCount(0)
  const refused = await fetch(`${host.url}/api/v1/me`, { headers: { authorization: `Bearer ${secret}` } })
  expect(refused.status).toBe(401)
})

test('a document is compared before it is imported', async ({ page, freshHost, open }) => {
  await freshHost.call('PUT', '/channels/ops', { type: 'telegram', telegram: { chatId: '-1' } })
  await open('/settings/exchange', {}, freshHost)
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'YAML', exact: true }).click()
  expect((await download).suggestedFilename()).toMatch(/^notilog-.*\.yaml$/)

  const document = page.getByLabel('Document')
  await document.fill('{"channels": 1}')
  await page.getByRole('button', { name: 'Show the difference' }).click()
  await expect(page.getByText('The document was not taken')).toBeVisible()
  await document.fill(
    JSON.stringify({
      version: 1,
      channels: [
        { name: 'mail', type: 'email', email: { to: ['a@example.org'] } },
        { name: 'ops', type: 'telegram', telegram: { chatId: '-2' } },
      ],
      routing: { routes: [{ name: 'всё', match: [], channels: ['mail'] }] },
    }),
  )
  await page.getByRole('button', { name: 'Show the difference' }).click()
  await expect(page.getByRole('heading', { name: 'What changes' })).toBeVisible()
  await expect(page.getByText('"chatId": "-2"')).toBeVisible()
  expect((await freshHost.call('GET', '/channels')).items).toHaveLength(1)
  await expectNoFaults(page)
  await shot(page, 'import-difference')
  await page.getByRole('button', { name: 'Import', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Import' }).click()
  await expect(page.getByText('The document is imported.')).toBeVisible()
  expect((await freshHost.call('GET', '/channels')).items).toHaveLength(2)
  expect((await freshHost.call('GET', '/routing')).routes).toMatchObject([{ name: 'всё' }])
})

test('language, theme, zone and shortcuts hold after a reload', async ({ page, open }) => {
  await open('/settings')
  await page.getByLabel('Time zone').selectOption('UTC')
  await page.getByLabel('Theme').selectOption('dark')
  await page.getByLabel('Language').selectOption('ru')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Настройки')
  await page.getByLabel('Одиночные клавиши — команды').uncheck()
  await page.reload()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Настройки')
  expect(await page.evaluate(() => [document.documentElement.lang, document.documentElement.dataset.theme])).toEqual([
    'ru',
    'dark',
  ])
  await page.keyboard.press('g')
  await page.keyboard.press('e')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Настройки')
})

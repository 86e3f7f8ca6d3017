import { expect, expectNoFaults, expectNoOverflow, looks, shot, test } from './host/test'

const match = (text: string) => encodeURIComponent(text)

test('a silence is made with the count of what it would mute, and mutes', async ({ page, open, host, telegram }) => {
  await host.call('PUT', '/channels/loud', { type: 'telegram', telegram: { chatId: '-42' } })
  const { version } = await host.call('GET', '/routing')
  const routes = [{ name: 'loud', match: ['service=muted'], channels: ['loud'] }]
  await host.call('PUT', '/routing', { routes }, { 'if-match': `"v${version}"` })
  await host.ingest([
    ...Array.from({ length: 7 }, (_, at) => ({ level: 'error', message: `noise ${at}`, service: 'muted', host: 'a' })),
    { level: 'error', message: 'other host', service: 'muted', host: 'b' },
  ])
  await expect.poll(() => telegram.messages.filter((each) => String(each.chat_id) === '-42').length).toBeGreaterThan(0)

  await open(`/silences?new=1&match=${match('service=muted')}`)
  await expect(page.getByText('It would have muted 8 events of the last 24 hours.')).toBeVisible()
  await page.getByRole('textbox', { name: 'Which events: As text' }).fill('service=muted\nhost=a')
  await expect(page.getByText('It would have muted 7 events of the last 24 hours.')).toBeVisible()
  await expect(page).toHaveURL(/host%3Da|host=a/)
  await page.getByLabel('Why').fill('Выкладка <b>')
  await page.getByRole('button', { name: 'Silence', exact: true }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  const row = page.getByRole('article').filter({ hasText: 'Выкладка <b>' })
  await expect(row).toContainText('by owner')
  await expect(row).toContainText('0 events muted')

  await host.ingest([{ level: 'error', message: 'quiet', service: 'muted', host: 'a' }])
  await expect(row).toContainText('1 event muted', { timeout: 25_000 })

  await row.getByRole('button', { name: 'Actions' }).click()
  await page.getByRole('menuitem', { name: '4 h longer' }).click()
  await expect(row).toContainText(/4 h 59 min|5 h/)
  await expect(row).toHaveCount(1)
  await row.getByRole('button', { name: 'End now' }).click()
  await expect(row).toHaveCount(0)
  await page.getByLabel('State').selectOption('expired')
  await expect(page.getByRole('article').filter({ hasText: 'Выкладка <b>' })).toHaveCount(2)
})

test('what is no condition is told at once, and what the server refuses too', async ({ page, open }) => {
  await open('/silences')
  await page.keyboard.press('n')
  const text = page.getByRole('textbox', { name: 'Which events: As text' })
  await text.fill('nonsense')
  await expect(page.getByText('This is no condition')).toBeVisible()
  await text.fill('service=~"("')
  await page.getByRole('button', { name: 'Silence', exact: true }).click()
  await expect(page.getByText(/invalid regex/).first()).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page).toHaveURL(/\/silences$/)
})

for (const [theme, locale] of looks)
  test(`silences are accessible and fit: ${theme}, ${locale}`, async ({ page, open, host }) => {
    test.setTimeout(180_000)
    const endsAt = new Date(Date.now() + 7_200_000).toISOString()
    const startsAt = new Date(Date.now() + 3_600_000).toISOString()
    await host.call('POST', '/silences', {
      match: ['service=backup', 'host=~"web-.*"'],
      endsAt,
      comment: 'Ночные работы',
    })
    await host.call('POST', '/silences', { match: ['level>=trace'], startsAt, endsAt, comment: '<script>\u202e' })
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 800 })
      await open('/silences', { theme, locale })
      await expect(page.getByRole('article').first()).toBeVisible()
      await expectNoFaults(page)
      await expectNoOverflow(page)
      await shot(page, `silences-${theme}-${locale}-${width}`)
      await page
        .getByRole('button', { name: /^(Actions|Действия)$/ })
        .first()
        .click()
      await expect(page.getByRole('menu')).toBeVisible()
      await expectNoFaults(page)
      await open(`/silences?new=1&match=${match('service=muted\nlevel>=error')}`, { theme, locale })
      await expect(page.getByText(/It would have muted|было бы заглушено/)).toBeVisible()
      await expectNoFaults(page)
      await expectNoOverflow(page)
      await shot(page, `silence-new-${theme}-${locale}-${width}`)
    }
  })

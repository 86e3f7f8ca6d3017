import { expect, expectNoFaults, expectNoOverflow, shot, test } from './host/test'

for (const theme of ['light', 'dark'] as const)
  for (const locale of ['en', 'ru'] as const)
    test(`the frame is accessible and fits, also with its dialogs open: ${theme}, ${locale}`, async ({
      page,
      open,
    }) => {
      for (const width of [390, 1280]) {
        await page.setViewportSize({ width, height: 800 })
        await open('/', { theme, locale })
        await expectNoFaults(page)
        await expectNoOverflow(page)
        await shot(page, `frame-${theme}-${locale}-${width}`)
        await page.keyboard.press('?')
        await expect(page.getByRole('dialog')).toBeVisible()
        await expectNoFaults(page)
        await page.keyboard.press('Escape')
        await page.keyboard.press('Control+k')
        await expect(page.getByRole('combobox')).toBeFocused()
        await expectNoFaults(page)
        await page.keyboard.press('Escape')
        await page.getByRole('button', { name: /Appearance|Вид/ }).click()
        await expectNoFaults(page)
        await shot(page, `appearance-${theme}-${locale}-${width}`)
        await page.keyboard.press('Escape')
      }
    })

test('keys go to pages, and can be switched off', async ({ page, open }) => {
  await open('/')
  await page.keyboard.press('g')
  await page.keyboard.press('s')
  await expect(page).toHaveURL(/\/silences$/)
  await page.keyboard.press('?')
  await page.getByLabel('Single keys are shortcuts').uncheck()
  await page.keyboard.press('Escape')
  await page.keyboard.press('g')
  await page.keyboard.press('e')
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill('even')
  await expect(page).toHaveURL(/\/silences$/)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/events$/)
})

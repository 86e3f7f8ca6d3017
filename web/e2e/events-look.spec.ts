import { expect, expectNoFaults, expectNoOverflow, looks, shot, test } from './host/test'

for (const [theme, locale] of looks)
  test(`is accessible and fits, with panels and menus open: ${theme}, ${locale}`, async ({ page, host, open }) => {
    const [id] = await host.ingest([
      {
        level: 'critical',
        service: 'axe',
        host: 'web-1',
        requestId: 'axe-1',
        message: 'something to look at',
        stackTrace: 'Error: x\n    at f (a.js:1:1)\n    at node:internal/x',
        context: { a: { b: 1 } },
      },
      ...['error', 'warning', 'info', 'debug', 'trace'].map((level) => ({
        level,
        service: 'axe',
        host: 'web-1',
        requestId: 'axe-1',
        message: `a ${level}`,
      })),
    ])
    for (const width of [390, 1280]) {
      await page.setViewportSize({ width, height: 800 })
      for (const [name, path] of [
        ['overview', '/'],
        ['events', '/events?service=axe&level=critical,error,warning'],
        ['events-open', `/events?service=axe&event=${id}`],
        ['event', `/events/${id}`],
        ['correlation', '/correlation/request?id=axe-1'],
        ['events-none', '/events?service=no-such-service'],
      ] as const) {
        await open(path, { theme, locale })
        if (name.startsWith('event') && name !== 'events-none')
          await expect(page.getByText('something to look at').first()).toBeVisible()
        if (name === 'events-open' || name === 'event') {
          await expect(page.getByText(/nobody is told|никого не известят/).first()).toBeVisible()
          await page.getByRole('button', { name: /More actions|Другие действия/ }).click()
          await expect(page.getByRole('menu')).toBeVisible()
        }
        if (name === 'correlation') await expect(page.getByRole('slider')).toBeVisible()
        await expectNoFaults(page)
        await expectNoOverflow(page)
        await shot(page, `${name}-${theme}-${locale}-${width}`)
      }
    }
  })

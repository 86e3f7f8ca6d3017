import { expect, test } from '../host/test'
import { MainThread, quantile } from './figures'

test('goal 3: typing into the search over 10,000 rows', async ({ page, host, open }) => {
  const service = 'ten-thousand'
  await host.ingest(
    Array.from({ length: 10_000 }, (_, at) => ({
      level: (['info', 'warning', 'error'] as const)[at % 3],
      service,
      host: `web-${at % 20}`,
      message: `payment ${at} took ${at % 977} ms`,
      time: new Date(Date.now() - 60_000 - at * 100).toISOString(),
    })),
  )
  await open(`/events?service=${service}`)
  const list = page.getByRole('listbox', { name: 'Events, newest first' })
  await expect(list.getByRole('option').first()).toBeVisible()
  const session = await page.context().newCDPSession(page)
  const thread = new MainThread(session)

  const runs: { median: number; p95: number; delay: number }[] = []
  for (let run = 0; run < 3; run++) {
    // All rows are there before anything is typed.
    await list.focus()
    await expect(async () => {
      await page.keyboard.press('End')
      await expect(page.getByText('10,000 events, that is all in the period')).toBeVisible({ timeout: 300 })
    }).toPass({ timeout: 120_000 })
    await page.keyboard.press('Home')
    await page.evaluate(() => {
      const seen = window as unknown as { delays: number[] }
      seen.delays = []
      new PerformanceObserver((entries) =>
        entries.getEntries().forEach((entry) => seen.delays.push(entry.duration)),
      ).observe({
        type: 'event',
        durationThreshold: 16,
        buffered: false,
      } as PerformanceObserverInit)
    })
    const costs: number[] = []
    await page.getByRole('combobox', { name: 'Search events' }).focus()
    for (const letter of 'payment 97') {
      await thread.start()
      await page.keyboard.press(letter === ' ' ? 'Space' : letter)
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))))
      const { tasks } = await thread.stop()
      costs.push(tasks.reduce((sum, task) => sum + task, 0))
    }
    const delays = await page.evaluate(() => (window as unknown as { delays: number[] }).delays)
    runs.push({ median: quantile(costs, 0.5), p95: quantile(costs, 0.95), delay: Math.max(0, ...delays) })
    await page.getByRole('combobox', { name: 'Search events' }).fill('')
    await expect(list.getByRole('option').first()).toBeVisible()
  }
  const best = runs.sort((a, b) => a.median - b.median)[0]!
  console.log(
    `goal 3: typing over 10,000 rows, best of three: median ${best.median.toFixed(1)} ms (of 25), p95 ${best.p95.toFixed(1)} ms (of 50), slowest input ${best.delay.toFixed(0)} ms (of 200)`,
  )
  expect(best.median).toBeLessThanOrEqual(25)
  expect(best.p95).toBeLessThanOrEqual(50)
  expect(best.delay).toBeLessThanOrEqual(200)
})

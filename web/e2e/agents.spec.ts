import { beat } from './host/seed'
import { expect, expectNoFaults, expectNoOverflow, shot, test } from './host/test'

test('a new agent shows its key once and turns green with the first heartbeat', async ({ page, host, open }) => {
  await open('/agents')
  await page.keyboard.press('n')
  const dialog = page.getByRole('dialog', { name: 'New agent' })
  await dialog.getByLabel('Name').fill('web-живой')
  await dialog.getByLabel('Every', { exact: true }).fill('soon')
  await dialog.getByRole('button', { name: 'Create' }).click()
  await expect(dialog.getByText('A number and s, m, h or d')).toBeVisible()
  await dialog.getByLabel('Every', { exact: true }).fill('30s')
  await expectNoFaults(page)
  await dialog.getByRole('button', { name: 'Create' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('web-живой')
  const init = page.getByLabel(/^Write its configuration/)
  await expect(init).toContainText(/notilog-agent init --server http:\/\/localhost:\d+ --key nla_/)
  await expect(page.getByText('Waiting for the first heartbeat…')).toBeVisible()
  await expectNoFaults(page)
  await shot(page, 'agent-waiting-1280')
  const key = /nla_[\w-]+/.exec((await init.textContent()) ?? '')![0]
  await beat(host, key, {
    version: '1.0.0',
    host: 'server-7',
    processes: [{ name: 'nginx', state: 'running', pid: 1 }],
  })
  await expect(page.getByText('server-7 is heard')).toBeVisible({ timeout: 5000 })
  await shot(page, 'agent-heard-1280')
  await page.getByRole('button', { name: 'I have copied the key' }).click()
  await expect(page.getByText('nginx')).toBeVisible()
  await expect(init).toHaveCount(0)
  await page.reload()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('web-живой')
  expect(await page.content()).not.toContain(key)
})

test('an agent is changed, paused, given a new key and deleted', async ({ page, host, open }) => {
  const agent = await host.call('POST', '/agents', { name: 'to-change', heartbeatInterval: '1m' })
  await beat(host, agent.key, { host: 'h' })
  await open(`/agents/${agent.id}`)
  await page.getByRole('button', { name: 'Pause', exact: true }).click()
  await expect(page.getByText('Nothing is expected of it while it is paused')).toBeVisible()
  await page.getByRole('button', { name: 'Resume', exact: true }).click()

  const choose = async (item: string) => {
    await page.getByRole('button', { name: 'More for this agent' }).click()
    await page.getByRole('menuitem', { name: item }).click()
  }
  await choose('Name and expectation')
  await page.getByLabel('By a cron schedule').check()
  await page.getByLabel('Schedule (cron)').fill('30 3 * * 1-5')
  await expect(page.getByRole('table', { name: 'The next five runs' }).getByRole('row')).toHaveCount(6)
  await expectNoFaults(page)
  await shot(page, 'agent-cron-1280')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('30 3 * * 1-5')).toBeVisible()

  await choose('Settings of the program')
  await page.getByLabel('Events from this level on').selectOption('warning')
  await page.getByRole('button', { name: 'Add a process' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill('nginx')
  await expectNoFaults(page)
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('events from warning on')).toBeVisible()
  const answer = await beat(host, agent.key, { host: 'h' })
  expect(answer).toMatchObject({ minLevel: 'warning', processes: [{ name: 'nginx' }] })

  await choose('New key')
  await page.getByRole('dialog').getByRole('button', { name: 'New key' }).click()
  await expect(page.getByText('The old key works until')).toBeVisible()
  await expect(page.getByLabel('Key of the agent', { exact: true })).toContainText('nla_')

  await choose('Delete')
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await expect(page).toHaveURL(`${host.url}/agents`)
  await expect(page.getByRole('link', { name: 'to-change' })).toHaveCount(0)
})

test('pings of a job are shown with what it wrote and how long it took', async ({ page, host, open }) => {
  const agent = await host.call('POST', '/agents', {
    name: 'nightly',
    schedule: '0 2 * * *',
    timeZone: 'Europe/Moscow',
  })
  await fetch(`${agent.pingUrl}/start`)
  await fetch(`${agent.pingUrl}/2`, { method: 'POST', body: 'disk full\n<b>нет места</b>' })
  await open(`/agents/${agent.id}`)
  const log = page.getByRole('list', { name: 'Pings' })
  await expect(log.getByRole('listitem')).toHaveCount(2)
  await expect(log).toContainText('exit code 2')
  await expect(log).toContainText('took')
  await log.getByText('disk full').first().click()
  await expect(log.locator('pre')).toContainText('<b>нет места</b>')
  await expectNoFaults(page)
  await page.setViewportSize({ width: 390, height: 844 })
  await expectNoOverflow(page)
  await shot(page, 'agent-pings-390')
})

import { defineConfig, devices } from '@playwright/test'

// Against the real local host; tests of a worker share one, so they name their own services, channels and agents.
export default defineConfig({
  testDir: 'e2e',
  testIgnore: ['**/goals/**'],
  outputDir: 'test-results',
  workers: 1,
  fullyParallel: false,
  timeout: 45_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['./e2e/host/closing.ts']],
  use: {
    ...devices['Desktop Chrome'],
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    timezoneId: 'Europe/Moscow',
    trace: 'retain-on-failure',
    launchOptions: { executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] },
  },
})

import base from './playwright.config'

// The goals that take minutes; `npm run e2e:goals`.
export default { ...base, testDir: 'e2e/goals', testIgnore: [], timeout: 300_000 }

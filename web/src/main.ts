import { VueQueryPlugin } from '@tanstack/vue-query'
import { createApp } from 'vue'
import App from './App.vue'
import { loadConfig } from './api/config'
import { openApi } from './api/http'
import { takeFromAddress, whenSessionIsLost } from './api/session'
import { startLive } from './composables/useLive'
import { clearSession, queries } from './composables/useSession'
import { i18n, startTexts } from './i18n'
import { router, toSignIn } from './router'
import './styles.css'
import { startClock } from './ui/clock'
import { startPreferences } from './ui/preferences'
import { startShortcuts } from './ui/shortcuts'

async function start() {
  startPreferences()
  await Promise.all([loadConfig(), startTexts()])
  openApi()
  whenSessionIsLost(() => {
    clearSession()
    toSignIn()
  })
  startClock()
  startShortcuts()
  startLive()
  // A sign-in link opened in a tab that already shows the site.
  addEventListener('hashchange', () => takeFromAddress() && location.reload())
  createApp(App).use(router).use(i18n).use(VueQueryPlugin, { queryClient: queries }).mount('#app')
}

start().catch((error: unknown) => {
  const text = document.createElement('p')
  text.setAttribute('role', 'alert')
  text.textContent = `NotiLog cannot start: ${error instanceof Error ? error.message : String(error)}`
  document.getElementById('app')!.replaceChildren(text)
})

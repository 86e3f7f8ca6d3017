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
  // A sign-in link opened in a tab that already shows the site.
  addEventListener('hashchange', () => takeFromAddress() && location.reload())
  createApp(App).use(router).use(i18n).use(VueQueryPlugin, { queryClient: queries }).mount('#app')
  await router.isReady()
  whenIdle(() => {
    startLive()
    // What is opened on the first page, also when the server is away by then.
    import('./components/ModalDialog.vue')
    import('./components/CommandPalette.vue')
    import('./components/ConfirmDialog.vue')
    import('./components/SidePanel.vue')
    import('./pages/events/EventDetailsView.vue')
    import('./components/ToastHost.vue')
  })
}

const whenIdle = (run: () => void) =>
  'requestIdleCallback' in window ? requestIdleCallback(run, { timeout: 1000 }) : setTimeout(run, 200)

start().catch((error: unknown) => {
  const text = document.createElement('p')
  text.setAttribute('role', 'alert')
  text.textContent = `NotiLog cannot start: ${error instanceof Error ? error.message : String(error)}`
  document.getElementById('app')!.replaceChildren(text)
})

import {
  Activity,
  Bell,
  BellOff,
  Cpu,
  Download,
  Eye,
  GitBranch,
  Home,
  KeyRound,
  Radio,
  Send,
  Settings,
  Sparkles,
} from '@lucide/vue'
import type { Component } from 'vue'
import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'
import { identify, signedIn } from './composables/useSession'
import { loadTexts } from './i18n'
import type { Role } from './types'

declare module 'vue-router' {
  interface RouteMeta {
    /** Files of its texts, a space between; the page's title is `shell.nav.<name>`. */
    area: string
    /** Least role that has something to do here. */
    role?: Role
    nav?: Nav
    open?: boolean
  }
}

/** A place in the rail; `keys` go there from anywhere. */
export interface Nav {
  icon: Component
  group: 'watch' | 'tell' | 'manage'
  keys?: string
}

type Load = () => Promise<unknown>

const page = (
  path: string,
  name: string,
  area: string,
  load: Load,
  more: { role?: Role; nav?: Nav; open?: boolean } = {},
): RouteRecordRaw => ({
  path,
  name,
  component: load as () => Promise<Component>,
  meta: { area, ...more },
})

/** A page is one line: its path, its name (`shell.nav.<name>`), the area of its texts, its file. */
const pages: RouteRecordRaw[] = [
  page('/sign-in', 'signIn', 'session', () => import('./pages/session/SignInPage.vue'), { open: true }),
  page('/', 'overview', 'overview', () => import('./pages/overview/OverviewPage.vue'), {
    nav: { icon: Home, group: 'watch', keys: 'g o' },
  }),
  page('/events', 'events', 'events', () => import('./pages/events/EventsPage.vue'), {
    nav: { icon: Activity, group: 'watch', keys: 'g e' },
  }),
  page('/events/:id', 'event', 'events', () => import('./pages/events/EventPage.vue')),
  page('/correlation/:field', 'correlation', 'events', () => import('./pages/events/CorrelationPage.vue')),
  page('/agents', 'agents', 'agents schedule', () => import('./pages/agents/AgentsPage.vue'), {
    nav: { icon: Cpu, group: 'watch', keys: 'g a' },
  }),
  page('/agents/:id', 'agent', 'agents schedule', () => import('./pages/agents/AgentPage.vue')),
  page('/watches', 'watches', 'watches schedule', () => import('./pages/watches/WatchesPage.vue'), {
    nav: { icon: Eye, group: 'watch', keys: 'g w' },
  }),
  page('/watches/:id', 'watch', 'watches schedule', () => import('./pages/watches/WatchPage.vue')),
  page(
    '/notifications',
    'notifications',
    'notifications',
    () => import('./pages/notifications/NotificationsPage.vue'),
    { nav: { icon: Bell, group: 'tell', keys: 'g n' } },
  ),
  page(
    '/notifications/:id',
    'notification',
    'notifications',
    () => import('./pages/notifications/NotificationPage.vue'),
  ),
  page('/deliveries', 'deliveries', 'notifications', () => import('./pages/deliveries/DeliveriesPage.vue'), {
    nav: { icon: Send, group: 'tell', keys: 'g d' },
  }),
  page('/routing', 'routing', 'routing', () => import('./pages/routing/RoutingPage.vue'), {
    nav: { icon: GitBranch, group: 'tell', keys: 'g r' },
  }),
  page('/routing/test', 'routingTest', 'routing', () => import('./pages/routing/RoutingTestPage.vue'), {
    role: 'operator',
  }),
  page('/routing/replay', 'routingReplay', 'routing', () => import('./pages/routing/RoutingReplayPage.vue')),
  page('/routing/matrix', 'routingMatrix', 'routing', () => import('./pages/routing/RoutingMatrixPage.vue')),
  page('/routing/history', 'routingHistory', 'routing', () => import('./pages/routing/RoutingHistoryPage.vue')),
  page('/silences', 'silences', 'silences', () => import('./pages/silences/SilencesPage.vue'), {
    nav: { icon: BellOff, group: 'tell', keys: 'g s' },
  }),
  page('/channels', 'channels', 'channels', () => import('./pages/channels/ChannelsPage.vue'), {
    nav: { icon: Radio, group: 'tell', keys: 'g c' },
  }),
  page('/channels/new', 'channelNew', 'channels', () => import('./pages/channels/ChannelPage.vue'), {
    role: 'operator',
  }),
  page('/channels/:name', 'channel', 'channels', () => import('./pages/channels/ChannelPage.vue')),
  page('/tokens', 'tokens', 'tokens', () => import('./pages/tokens/TokensPage.vue'), {
    role: 'admin',
    nav: { icon: KeyRound, group: 'manage', keys: 'g t' },
  }),
  page('/settings', 'settings', 'settings', () => import('./pages/settings/SettingsPage.vue'), {
    nav: { icon: Settings, group: 'manage', keys: 'g p' },
  }),
  page('/settings/exchange', 'exchange', 'settings', () => import('./pages/settings/ExchangePage.vue'), {
    role: 'operator',
    nav: { icon: Download, group: 'manage' },
  }),
  page('/start', 'start', 'start', () => import('./pages/start/StartPage.vue'), {
    role: 'operator',
    nav: { icon: Sparkles, group: 'manage', keys: 'g f' },
  }),
  page('/:rest(.*)*', 'notFound', 'session', () => import('./pages/session/NotFoundPage.vue')),
]

export const router = createRouter({
  history: createWebHistory(),
  routes: pages,
  scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
})

router.beforeEach(async (to) => {
  const texts = loadTexts(...to.meta.area.split(' '))
  if (!to.meta.open) {
    if (!signedIn.value) return { name: 'signIn', query: to.fullPath === '/' ? {} : { back: to.fullPath } }
    // Who it is decides what is offered; a server that does not answer is told by the page.
    await identify().catch(() => {})
    if (!signedIn.value) return { name: 'signIn', query: { back: to.fullPath } }
  }
  await texts
})

// Where nobody has set anything up, the first steps are the overview; the page that is shown meanwhile does not wait for it.
router.afterEach(async (to, from) => {
  if (to.name !== 'overview' || (from.name && from.name !== 'signIn')) return
  const { isNewInstallation } = await import('./composables/useFirstRun')
  if ((await isNewInstallation()) && router.currentRoute.value.name === 'overview')
    await router.replace({ name: 'start' })
})

// A page of a version that is no longer served: the server knows the present one.
router.onError((error: unknown, to) => {
  if (/import|module/i.test(String(error))) location.assign(to.fullPath)
})

/** To the sign-in page, and from there back to where it was. */
export function toSignIn() {
  const { fullPath, meta } = router.currentRoute.value
  if (!meta.open) router.replace({ name: 'signIn', query: { back: fullPath } })
}

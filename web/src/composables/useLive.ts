import type { HubConnection } from '@microsoft/signalr'
import { onScopeDispose, readonly, shallowRef, watch } from 'vue'
import { apiRoot, noteReach } from '@/api/http'
import { connectLive, isMissing } from '@/api/live'
import { bearer } from '@/api/session'
import type { Hints, LiveState } from '@/types'

type Listener<K extends keyof Hints> = (hint: Hints[K]) => void

const state = shallowRef<LiveState>('off')
const retryAt = shallowRef<number>()
/** Rises with every connection: what was missed meanwhile is asked for then. */
const connections = shallowRef(0)
const listeners: { [K in keyof Hints]: Set<Listener<K>> } = {
  events: new Set(),
  agentChanged: new Set(),
  deliveryChanged: new Set(),
}

let connection: HubConnection | undefined
let opening = false
let attempts = 0
let timer = 0

/** Full jitter up to 8 s: after a restart not everybody comes at once, and nobody waits long. */
function later(least = 0) {
  const wait = least + Math.round(300 + Math.random() * Math.min(8000, 400 * 2 ** attempts++))
  retryAt.value = Date.now() + wait
  window.clearTimeout(timer)
  timer = window.setTimeout(open, wait)
}

async function open() {
  window.clearTimeout(timer)
  retryAt.value = undefined
  if (!bearer.value) return close()
  if (opening || state.value === 'live') return
  opening = true
  if (state.value === 'off') state.value = 'connecting'
  try {
    const opened = await connectLive(apiRoot(), () => bearer.value)
    connection = opened
    for (const kind of Object.keys(listeners) as (keyof Hints)[])
      opened.on(kind, (hint) => listeners[kind].forEach((tell) => (tell as (hint: unknown) => void)(hint)))
    opened.onclose(() => {
      if (connection !== opened) return
      connection = undefined
      noteReach(false)
      state.value = 'reconnecting'
      later()
    })
    await opened.start()
    if (connection !== opened) return void opened.stop()
    attempts = 0
    noteReach(true)
    state.value = 'live'
    connections.value++
  } catch (error) {
    connection = undefined
    state.value = isMissing(error) ? 'polling' : 'reconnecting'
    later(state.value === 'polling' ? 60_000 : 0)
  } finally {
    opening = false
  }
}

function close() {
  window.clearTimeout(timer)
  const open = connection
  connection = undefined
  attempts = 0
  retryAt.value = undefined
  state.value = 'off'
  open?.stop()
}

/** Without it the server takes a browser for gone after a day. */
const here = 3_600_000

/** One connection for all pages, as long as somebody is signed in. */
export function startLive() {
  watch(bearer, (credential) => (credential ? open() : close()), { immediate: true })
  setInterval(() => connection?.send('here').catch(() => {}), here)
  window.addEventListener('online', () => connection || !bearer.value || open())
}

export const live = {
  state: readonly(state),
  retryAt: readonly(retryAt),
  connections: readonly(connections),
  retryNow: open,
}

/** Hints until the component is gone; the list endpoints are the truth. */
export function onHint<K extends keyof Hints>(kind: K, tell: Listener<K>) {
  listeners[kind].add(tell)
  onScopeDispose(() => listeners[kind].delete(tell))
}

/** Runs after a connection was lost and has come back. */
export function onReconnected(run: () => void) {
  let seen = connections.value
  watch(connections, (count) => {
    if (seen > 0) run()
    seen = count
  })
}

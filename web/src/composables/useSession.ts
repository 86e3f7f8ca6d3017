import { QueryClient } from '@tanstack/vue-query'
import { computed, shallowRef } from 'vue'
import { whoAmI } from '@/api/me'
import { bearer, forget, keep } from '@/api/session'
import type { Me, Role } from '@/types'
import { Fault } from '@/types/fault'

const ranks: Record<Role, number> = { reader: 0, operator: 1, admin: 2 }

const me = shallowRef<Me>()

/** Data outlives pages, not sessions. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      refetchOnWindowFocus: true,
      retry: (failures, fault) => fault instanceof Fault && fault.unreachable && failures < 2,
      retryDelay: (failures) => 400 * 2 ** failures,
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
})

export const signedIn = computed(() => bearer.value !== '')

/** Whose credential it is, asked for once. @throws {Fault} */
export async function identify() {
  if (!me.value) me.value = await whoAmI()
  return me.value
}

/** @throws {Fault} when the server does not take the credential; then nothing is kept. */
export async function signIn(credential: string) {
  keep(credential)
  me.value = undefined
  queries.clear()
  try {
    await identify()
  } catch (fault) {
    forget()
    throw fault
  }
}

export function signOut() {
  forget()
  clearSession()
}

/** What was read with a credential goes with it. */
export function clearSession() {
  me.value = undefined
  queries.clear()
}

export function useSession() {
  return {
    me,
    signedIn,
    /** Whether the role is at least this one. What it cannot do is not offered. */
    can: (role: Role) => ranks[me.value?.role ?? 'reader'] >= ranks[role],
  }
}

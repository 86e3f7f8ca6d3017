import { computed, shallowReactive, toValue, type MaybeRefOrGetter } from 'vue'
import { serverUrl } from '@/api/start'

/** Keys just made, by agent, until somebody says that they are copied, or the tab is closed. */
const keys = shallowReactive(new Map<string, string>())

export const keyShown = (id: string, key: string) => keys.set(id, key)

export function useAgentKey(id: MaybeRefOrGetter<string>) {
  return {
    key: computed(() => keys.get(toValue(id))),
    forget: () => keys.delete(toValue(id)),
    server: serverUrl(),
  }
}

import { onScopeDispose, reactive, watch } from 'vue'
import { useRoute, useRouter, type LocationQuery } from 'vue-router'

/**
 * The state of a page in its address: every field is a query parameter, left out when it is the default.
 * Changes show at once and are written 300 ms after the last one; `back` brings the fields back.
 */
export function useAddress<T extends Record<string, string>>(defaults: T): T {
  const route = useRoute()
  const router = useRouter()
  const name = route.name
  const read = (query: LocationQuery) =>
    Object.fromEntries(
      Object.entries(defaults).map(([field, standard]) => [field, query[field]?.toString() ?? standard]),
    ) as T
  const state = reactive(read(route.query)) as T
  let timer = 0

  const write = () => {
    window.clearTimeout(timer)
    timer = 0
    if (route.name !== name) return
    const query = { ...route.query }
    for (const [field, standard] of Object.entries(defaults)) {
      if (state[field] === standard) delete query[field]
      else query[field] = state[field] as string
    }
    router.replace({ query, hash: route.hash })
  }

  watch(state, () => {
    window.clearTimeout(timer)
    timer = window.setTimeout(write, 300)
  })
  watch(
    () => route.query,
    (query) => {
      if (!timer && route.name === name) Object.assign(state, read(query))
    },
  )
  onScopeDispose(() => window.clearTimeout(timer))
  return state
}

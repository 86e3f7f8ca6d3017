import { onScopeDispose } from 'vue'
import type { Hints } from '@/types'
import { onHint, onReconnected } from './useLive'
import { queries } from './useSession'

/** Lists are asked for again when a hint says so: at once, then at most every two seconds; and after the connection was away. */
export function useFresh(kind: keyof Hints, ...keys: readonly (readonly unknown[])[]) {
  let timer = 0
  let last = 0

  function refresh() {
    timer = 0
    last = Date.now()
    for (const queryKey of keys) queries.invalidateQueries({ queryKey })
  }

  onHint(kind, () => {
    timer ||= window.setTimeout(refresh, Math.max(100, last + 2000 - Date.now()))
  })
  onReconnected(refresh)
  onScopeDispose(() => window.clearTimeout(timer))
}

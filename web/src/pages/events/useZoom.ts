import { computed, shallowRef } from 'vue'

/** Periods chosen in the histogram, and the way back to the one before. */
export function useZoom(address: { from: string; to: string }) {
  const before = shallowRef<{ from: string; to: string }[]>([])

  function zoom(from: string, to: string) {
    before.value = [...before.value, { from: address.from, to: address.to }]
    Object.assign(address, { from, to })
  }

  function back() {
    const last = before.value.at(-1)
    if (!last) return
    before.value = before.value.slice(0, -1)
    Object.assign(address, last)
  }

  return { zoom, back, zoomed: computed(() => before.value.length > 0) }
}

import { shallowReactive } from 'vue'
import type { Tone } from '@/types'

export interface Toast {
  id: number
  text: string
  tone: Tone
  undo?: () => void
}

export const toasts = shallowReactive<Toast[]>([])

let last = 0

/** Says what has happened; with `undo` for 8 s, in which it can be taken back. */
export function toast(text: string, tone: Tone = 'ok', undo?: () => void) {
  const one = { id: ++last, text, tone, undo }
  toasts.push(one)
  if (toasts.length > 4) toasts.shift()
  setTimeout(() => dismiss(one.id), undo || tone === 'error' ? 8000 : 5000)
}

export function dismiss(id: number) {
  const at = toasts.findIndex((one) => one.id === id)
  if (at >= 0) toasts.splice(at, 1)
}

import { onScopeDispose, shallowReactive, shallowRef } from 'vue'
import { preferences } from './preferences'

export interface Shortcut {
  /** `j`, `Escape`, `Ctrl+k`, or a sequence such as `g e`. */
  keys: string
  /** Key of the text that says what it does; without one the list of shortcuts leaves it out. */
  text?: string
  run: (event: KeyboardEvent) => void
  /** Also while a field is typed in. */
  always?: boolean
}

const active = shallowReactive(new Set<Shortcut>())

/** The shortcuts that work here and now, the newest last. */
export const shortcuts = active

export const shortcutHelp = shallowRef(false)

/** They work as long as the component that asks for them is there. */
export function useShortcuts(...added: Shortcut[]) {
  added.forEach((one) => active.add(one))
  onScopeDispose(() => added.forEach((one) => active.delete(one)))
}

const typing = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) &&
  !/^(checkbox|radio|button)$/.test((target as HTMLInputElement).type)

let begun = ''
let begunAt = 0

function press(event: KeyboardEvent) {
  if (event.defaultPrevented || event.isComposing) return
  const modified = event.ctrlKey || event.metaKey
  const key = (modified ? 'Ctrl+' : '') + (event.key.length === 1 ? event.key.toLowerCase() : event.key)
  const sequence = begun && event.timeStamp - begunAt < 1500 ? `${begun} ${key}` : ''
  begun = ''
  const single = !modified && !event.altKey && key !== 'Escape'
  if (event.altKey || (single && !preferences.shortcuts)) return
  const busy = typing(event.target) || !!document.querySelector('dialog[open]')
  const usable = [...active].reverse().filter((one) => !busy || one.always)
  const found = usable.find((one) => sequence && one.keys === sequence) ?? usable.find((one) => one.keys === key)
  if (found) {
    event.preventDefault()
    found.run(event)
  } else if (single && usable.some((one) => one.keys.startsWith(key + ' '))) {
    begun = key
    begunAt = event.timeStamp
  }
}

export function startShortcuts() {
  document.addEventListener('keydown', press)
}

import { shallowRef } from 'vue'

/** The credential lives as long as the tab; it never stays in the address. */
const place = 'notilog.key'

export const bearer = shallowRef(sessionStorage.getItem(place) ?? '')

// Before the router reads the address.
takeFromAddress()

let lost: () => void = () => {}

/** Told when the server no longer takes the credential. */
export function whenSessionIsLost(listener: () => void) {
  lost = listener
}

export function keep(credential: string) {
  sessionStorage.setItem(place, credential)
  bearer.value = credential
}

export function forget() {
  sessionStorage.removeItem(place)
  bearer.value = ''
}

export function lose() {
  forget()
  lost()
}

/** Takes the credential of a sign-in link (`#key=...`) and removes it from the address. */
export function takeFromAddress() {
  const marks = new URLSearchParams(location.hash.slice(1))
  const credential = marks.get('key')
  if (!credential) return false
  keep(credential)
  history.replaceState(history.state, '', location.pathname + location.search)
  return true
}

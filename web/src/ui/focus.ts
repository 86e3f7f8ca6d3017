/** Whoever works with the keyboard goes on in the page when what had the focus is gone. */
export function keepFocus() {
  const { activeElement, body } = document
  if (!activeElement || activeElement === body) document.getElementById('main')?.focus({ preventScroll: true })
}

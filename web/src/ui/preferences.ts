import { reactive, watchEffect } from 'vue'

export type Theme = 'system' | 'light' | 'dark'
export type Locale = 'en' | 'ru'
export type Density = 'compact' | 'comfortable'

export interface Preferences {
  theme: Theme
  locale: Locale
  /** `browser`, or the name of a zone such as `UTC` or `Europe/Moscow`. */
  zone: string
  density: Density
  /** Single keys do something; `Ctrl+K` and `Esc` always do (WCAG 2.1.4). */
  shortcuts: boolean
}

const place = 'notilog.preferences'

function read(): Preferences {
  const standard: Preferences = {
    theme: 'system',
    locale: navigator.language?.toLowerCase().startsWith('ru') ? 'ru' : 'en',
    zone: 'browser',
    density: 'compact',
    shortcuts: true,
  }
  try {
    return { ...standard, ...JSON.parse(localStorage.getItem(place) ?? '{}') }
  } catch {
    return standard
  }
}

/** Kept in this browser. */
export const preferences = reactive(read())

export const browserZone = Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC'

export const zoneName = () => (preferences.zone === 'browser' ? browserZone : preferences.zone)

export function startPreferences() {
  const prefersDark = matchMedia('(prefers-color-scheme: dark)')
  const root = document.documentElement
  const paint = () => {
    const dark = preferences.theme === 'dark' || (preferences.theme === 'system' && prefersDark.matches)
    root.dataset.theme = dark ? 'dark' : 'light'
    root.dataset.density = preferences.density
    root.lang = preferences.locale
  }
  prefersDark.addEventListener('change', paint)
  watchEffect(paint)
  watchEffect(() => {
    try {
      localStorage.setItem(place, JSON.stringify(preferences))
    } catch {
      // A browser that keeps nothing: they hold until the tab is closed.
    }
  })
}

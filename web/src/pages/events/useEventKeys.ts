import { useI18n } from 'vue-i18n'
import type { EventStatus } from '@/types'
import { useShortcuts } from '@/ui/shortcuts'

/** What single keys do on a list of events. */
export function useEventKeys(does: {
  search: () => void
  move: (by: number) => void
  open: () => void
  close: () => void
  pause: () => void
  choose: () => void
  set: (status: EventStatus) => void
  copyLink: () => void
}) {
  const { t } = useI18n()
  const key = (keys: string, name: string, run: () => unknown) => ({
    keys,
    run: () => void run(),
    get text() {
      return t(`events.keys.${name}`)
    },
  })
  useShortcuts(
    key('/', 'search', does.search),
    key('j', 'next', () => does.move(1)),
    key('k', 'previous', () => does.move(-1)),
    key('Enter', 'open', does.open),
    key('Escape', 'close', does.close),
    key('x', 'choose', does.choose),
    key('a', 'acknowledge', () => does.set('acknowledged')),
    key('r', 'resolve', () => does.set('closed')),
    key('p', 'pause', does.pause),
    key('c', 'copyLink', does.copyLink),
  )
}

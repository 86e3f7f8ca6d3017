import { computed, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'

interface Page {
  path: string
  text: string
}

interface Place {
  id: string
  text: string
  kind: string
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** What the palette offers for what is typed: pages, things by name, and what an id may be. */
export function usePlaces(typed: Ref<string>, _open: Ref<boolean>, pages: Ref<readonly Page[]>) {
  const { t } = useI18n()
  const places = computed<Place[]>(() => {
    const wanted = typed.value.trim()
    const named = pages.value
      .map((page) => ({ id: page.path, text: page.text, kind: t('shell.palette.page') }))
      .filter((place) => place.text.toLowerCase().includes(wanted.toLowerCase()))
    if (!wanted) return named
    const event = t('shell.nav.event')
    const ids: Place[] = uuid.test(wanted)
      ? [{ id: `/events/${wanted}`, text: t('shell.palette.openId', { id: wanted }), kind: event }]
      : []
    const search = {
      id: `/events?q=${encodeURIComponent(wanted)}`,
      text: t('shell.palette.searchEvents', { text: wanted }),
      kind: t('shell.nav.events'),
    }
    return [...ids, ...named, search]
  })
  return { places }
}

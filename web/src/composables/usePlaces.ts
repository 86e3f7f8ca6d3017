import { useQuery } from '@tanstack/vue-query'
import { computed, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { listNames } from '@/api/places'

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
export function usePlaces(typed: Ref<string>, open: Ref<boolean>, pages: Ref<readonly Page[]>) {
  const { t } = useI18n()
  const { data: names } = useQuery({
    queryKey: ['names'],
    queryFn: ({ signal }) => listNames(signal),
    enabled: open,
    staleTime: 30_000,
  })

  const things = computed<Place[]>(() => [
    ...(names.value?.agents ?? []).map(({ id, name }) => ({
      id: `/agents/${id}`,
      text: name,
      kind: t('shell.nav.agent'),
    })),
    ...(names.value?.channels ?? []).map((name) => ({
      id: `/channels/${encodeURIComponent(name)}`,
      text: name,
      kind: t('shell.nav.channel'),
    })),
    ...(names.value?.routes ?? []).map((name) => ({
      id: `/routing?route=${encodeURIComponent(name)}`,
      text: name,
      kind: t('shell.palette.route'),
    })),
    ...(names.value?.services ?? []).map((name) => ({
      id: `/events?service=${encodeURIComponent(name)}`,
      text: name,
      kind: t('shell.palette.service'),
    })),
  ])

  const places = computed<Place[]>(() => {
    const wanted = typed.value.trim()
    const part = wanted.toLowerCase()
    const all = [
      ...pages.value.map((page) => ({ id: page.path, text: page.text, kind: t('shell.palette.page') })),
      ...things.value,
    ]
    if (!wanted) return all
    const named = all.filter((place) => place.text.toLowerCase().includes(part))
    const ids: Place[] = uuid.test(wanted)
      ? [{ id: `/events/${wanted}`, text: t('shell.palette.openId', { id: wanted }), kind: t('shell.nav.event') }]
      : []
    const search = {
      id: `/events?q=${encodeURIComponent(wanted.slice(0, 200))}`,
      text: t('shell.palette.searchEvents', { text: wanted }),
      kind: t('shell.nav.events'),
    }
    return [...ids, ...named, search]
  })
  return { places }
}

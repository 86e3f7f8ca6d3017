import { useI18n } from 'vue-i18n'
import type { Route } from '@/types/routing'
import { duration } from '@/ui/clock'
import { parseDuration } from '@/ui/durations'

/** What the settings of a route mean, as a person would say it. */
export function useRouteWords() {
  const { t } = useI18n()
  const spoken = (text: string) => {
    const milliseconds = parseDuration(text)
    return milliseconds === undefined ? text : duration(milliseconds)
  }
  const waits = ({ groupWait, groupInterval }: Route) => {
    const interval = spoken(groupInterval)
    return parseDuration(groupWait) === 0
      ? t('routing.words.atOnce', { interval })
      : t('routing.words.gathered', { wait: spoken(groupWait), interval })
  }
  const groups = ({ groupBy }: Route) =>
    groupBy.length ? t('routing.words.by', { fields: groupBy.join(', ') }) : t('routing.words.oneGroup')
  return { waits, groups }
}

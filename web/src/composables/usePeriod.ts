import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { fullTime } from '@/ui/clock'
import { isRange } from '@/ui/range'

const names = { '15m': 'm15', '1h': 'h1', '6h': 'h6', '24h': 'h24', '7d': 'd7', '29d': 'd29' } as const

/** The period of an address in the words of a sentence. */
export function usePeriod(period: { from: string; to: string }) {
  const { t } = useI18n()
  return computed(() => {
    if (isRange(period.from)) return t(`notifications.period.${names[period.from]}`)
    const from = fullTime(period.from)
    return period.to
      ? t('notifications.period.between', { from, to: fullTime(period.to) })
      : t('notifications.period.since', { from })
  })
}

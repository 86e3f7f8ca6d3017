import { shallowRef } from 'vue'
import { exportAll, importAll } from '@/api/exchange'
import type { ExchangeFormat, ImportAnswer } from '@/types/exchange'
import { queries } from './useSession'

/** Channels and routing as one document, out and in. */
export function useExchange() {
  const fault = shallowRef<unknown>()
  const busy = shallowRef(false)

  async function run<T>(work: () => Promise<T>): Promise<T | undefined> {
    if (busy.value) return undefined
    busy.value = true
    fault.value = undefined
    try {
      return await work()
    } catch (error) {
      fault.value = error
      return undefined
    } finally {
      busy.value = false
    }
  }

  return {
    fault,
    busy,
    download: (format: ExchangeFormat) => run(() => exportAll(format)),
    /** The difference it would make; nothing is written. */
    compare: (text: string, format: ExchangeFormat) => run<ImportAnswer>(() => importAll(text, format, true)),
    write: (text: string, format: ExchangeFormat) =>
      run<ImportAnswer>(async () => {
        const answer = await importAll(text, format, false)
        await queries.invalidateQueries()
        return answer
      }),
  }
}

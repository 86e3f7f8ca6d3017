import * as v from 'valibot'
import { reactive, shallowRef } from 'vue'
import { Fault } from '@/types/fault'

/**
 * A form: what is typed, what is wrong with it by field, and whether it is being sent.
 * Faults of the server (`errors` of its problem details) stand at their fields, others above the form.
 */
export function useForm<T extends object>(initial: T, schema?: v.GenericSchema<T>) {
  const values = reactive(structuredClone(initial)) as T
  const faults = reactive<Record<string, string>>({})
  const fault = shallowRef<Fault>()
  const busy = shallowRef(false)

  const clear = () => {
    Object.keys(faults).forEach((field) => delete faults[field])
    fault.value = undefined
  }

  const check = () => {
    const read = schema && v.safeParse(schema, values)
    for (const issue of read?.issues ?? []) faults[v.getDotPath(issue) ?? ''] ??= issue.message
    return !read || read.success
  }

  /** @returns what `send` answered, or undefined when something was wrong. */
  async function submit<R>(send: (values: T) => Promise<R>): Promise<R | undefined> {
    if (busy.value) return undefined
    clear()
    if (!check()) return undefined
    busy.value = true
    try {
      return await send(values)
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      for (const [field, messages] of Object.entries(error.fields)) faults[field] = messages.join(' ')
      fault.value = error
      return undefined
    } finally {
      busy.value = false
    }
  }

  return { values, faults, fault, busy, submit, clear }
}

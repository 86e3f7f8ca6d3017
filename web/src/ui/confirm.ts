import { shallowRef } from 'vue'

export interface Question {
  title: string
  text: string
  action: string
  danger?: boolean
  /** Asks for a word on it; the answer carries it. */
  note?: string
}

export interface Asked extends Question {
  answer: (note: string | null) => void
}

export const asked = shallowRef<Asked>()

/** @returns the note (empty without one), or null when it was refused. */
export function confirm(question: Question): Promise<string | null> {
  return new Promise((resolve) => {
    asked.value?.answer(null)
    asked.value = {
      ...question,
      answer: (note) => {
        asked.value = undefined
        resolve(note)
      },
    }
  })
}

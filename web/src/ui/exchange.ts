import type { ExchangeFormat, ImportAnswer } from '@/types/exchange'

/** What a document is written in, by its first sign: JSON begins with a brace. */
export const formatOf = (text: string): ExchangeFormat => (/^\s*[{[]/.test(text) ? 'json' : 'yaml')

/** One thing an import changes, with what it is before and after as text. */
export interface Change {
  kind: 'channel' | 'route'
  name: string
  what: 'added' | 'changed' | 'removed'
  before?: string
  after?: string
}

const written = (value: unknown) => JSON.stringify(value, null, 2)

/** What goes first: that can cost somebody a message. */
export function changesOf({ channels, routing }: ImportAnswer): Change[] {
  const both = [
    ['channel', channels],
    ['route', routing],
  ] as const
  const found = both.flatMap(([kind, { added, changed, removed }]): Change[] => [
    ...removed.map((name): Change => ({ kind, name, what: 'removed' })),
    ...changed.map(({ name, before, after }): Change => ({
      kind,
      name,
      what: 'changed',
      before: written(before),
      after: written(after),
    })),
    ...added.map((name): Change => ({ kind, name, what: 'added' })),
  ])
  const order = ['removed', 'changed', 'added']
  return found.sort((a, b) => order.indexOf(a.what) - order.indexOf(b.what))
}

/** Gives the browser a file. */
export function save(text: string, name: string, type: string) {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type }))
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 1000)
}

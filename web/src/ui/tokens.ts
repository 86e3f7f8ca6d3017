/** What the search box knows: `field:value`, `field:"a value"`, and the rest as text. */
export const tokenFields = [
  'level',
  'minLevel',
  'service',
  'host',
  'source',
  'environment',
  'kind',
  'status',
  'agentId',
  'requestId',
  'correlationId',
  'traceId',
] as const

export type TokenField = (typeof tokenFields)[number]

export const isTokenField = (name: string): name is TokenField => (tokenFields as readonly string[]).includes(name)

/** Fields that people call otherwise. */
const synonyms: Record<string, TokenField> = {
  env: 'environment',
  svc: 'service',
  request: 'requestId',
  correlation: 'correlationId',
  trace: 'traceId',
  agent: 'agentId',
}

const fieldOf = (name: string) =>
  tokenFields.find((field) => field.toLowerCase() === name.toLowerCase()) ?? synonyms[name.toLowerCase()]

export interface Typed {
  tokens: { field: TokenField; value: string }[]
  text: string
}

/** `level>=error` is `minLevel:error`. What names no field stays text, quotes around all of it are dropped. */
export function parseSearch(typed: string): Typed {
  const tokens: Typed['tokens'] = []
  const text = typed.replace(
    /(\w+)(:|>=|=)("(?:[^"\\]|\\.)*"|[^\s"]+)/g,
    (whole, name: string, op: string, raw: string) => {
      const field = op === '>=' ? (name.toLowerCase() === 'level' ? 'minLevel' : undefined) : fieldOf(name)
      if (!field) return whole
      const value = raw.startsWith('"') ? raw.slice(1, -1).replace(/\\(.)/g, '$1') : raw
      for (const one of value.split(',').filter(Boolean)) tokens.push({ field, value: one })
      return ''
    },
  )
  const rest = text.replace(/\s+/g, ' ').trim()
  return { tokens, text: /^"[^"]+"$/.test(rest) ? rest.slice(1, -1) : rest }
}

/** A condition of a route or a silence, taken apart; as text `field op "value"`, the grammar of the API. */
export interface Matcher {
  field: string
  op: string
  value: string
}

export const matcherFields = [
  'service',
  'level',
  'host',
  'source',
  'environment',
  'kind',
  'message',
  'agentId',
  'requestId',
  'correlationId',
  'traceId',
  'spanId',
  'stackTrace',
] as const

export const matcherOps = ['=', '!=', '=~', '!~', '>=', '>', '<=', '<'] as const

const plain = /^[\p{L}\p{Nd}_\-.:/@]+$/u

export function parseMatcher(text: string): Matcher | undefined {
  const found = /^\s*([^=!<>~"]+?)\s*(=~|!~|!=|>=|<=|=|>|<)\s*(.*?)\s*$/s.exec(text)
  if (!found) return undefined
  const [, field, op, rest] = found as unknown as [string, string, string, string]
  if (!rest.startsWith('"')) return plain.test(rest) ? { field, op, value: rest } : undefined
  const quoted = /^"((?:\\["\\]|[^"])*)"$/s.exec(rest)
  return quoted ? { field, op, value: quoted[1]!.replace(/\\(["\\])/g, '$1') } : undefined
}

export const writeMatcher = ({ field, op, value }: Matcher) =>
  `${field}${op}${plain.test(value) ? value : `"${value.replace(/\\(?=["\\])|"/g, '\\$&').replace(/\\$/, '\\\\')}"`}`

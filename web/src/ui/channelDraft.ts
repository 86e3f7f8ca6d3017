import type { Channel, ChannelType, NamedChannel, NewChannel } from '@/types/channels'

/** A channel as a form holds it: the fields of all types beside one another. */
export interface ChannelDraft {
  name: string
  type: ChannelType
  chatId: string
  /** One address a line. */
  to: string
  topic: string
  mode: 'notifications' | 'events'
  /** Empty: none. */
  fallback: string
  language: 'en' | 'ru'
  timeZone: string
  enabled: boolean
}

export const emptyDraft = (more: Partial<ChannelDraft> = {}): ChannelDraft => ({
  name: '',
  type: 'telegram',
  chatId: '',
  to: '',
  topic: '',
  mode: 'notifications',
  fallback: '',
  language: 'en',
  timeZone: 'UTC',
  enabled: true,
  ...more,
})

export function draftOf(channel: Channel): ChannelDraft {
  const { name, type, fallback, language, timeZone, enabled } = channel
  const shared = emptyDraft({ name, type, fallback: fallback ?? '', language, timeZone, enabled })
  if (channel.type === 'telegram') return { ...shared, chatId: channel.telegram.chatId }
  if (channel.type === 'email') return { ...shared, to: channel.email.to.join('\n') }
  return { ...shared, topic: channel.kafka.topic, mode: channel.kafka.mode ?? 'notifications' }
}

export const addresses = (to: string) =>
  to
    .split(/[\s,;]+/)
    .map((each) => each.trim())
    .filter(Boolean)

export function channelOf(draft: ChannelDraft): NewChannel {
  const { fallback, language, timeZone, enabled } = draft
  const shared = { fallback: fallback || null, language, timeZone, enabled }
  if (draft.type === 'telegram') return { type: 'telegram', telegram: { chatId: draft.chatId.trim() }, ...shared }
  if (draft.type === 'email') return { type: 'email', email: { to: addresses(draft.to) }, ...shared }
  return { type: 'kafka', kafka: { topic: draft.topic.trim(), mode: draft.mode }, ...shared }
}

/** With its name; one that has none yet can be tried all the same. */
export const namedOf = (draft: ChannelDraft): NamedChannel =>
  ({ name: draft.name.trim() || 'draft', ...channelOf(draft) }) as NamedChannel

export const recipientsOf = (channel: Channel): string[] => {
  if (channel.type === 'telegram') return [channel.telegram.chatId]
  return channel.type === 'email' ? channel.email.to : [channel.kafka.topic]
}

/** Whether there is somebody to send to. */
export const hasRecipient = (draft: ChannelDraft) =>
  ({ telegram: draft.chatId, email: draft.to, kafka: draft.topic })[draft.type].trim() !== ''

const fields: [RegExp, keyof ChannelDraft][] = [
  [/^telegram/, 'chatId'],
  [/^email/, 'to'],
  [/^kafka\.mode/, 'mode'],
  [/^kafka/, 'topic'],
]

/** Faults by path of the server, at the fields of the form; `email.to[1]` names its address. */
export function draftFaults(byPath: Record<string, string>, draft: ChannelDraft): Record<string, string> {
  const found: Record<string, string[]> = {}
  for (const [path, message] of Object.entries(byPath)) {
    const bare = path.replace(/^channel\./, '')
    const field = fields.find(([pattern]) => pattern.test(bare))?.[1] ?? bare
    const index = /^email\.to\[(\d+)\]/.exec(bare)?.[1]
    const whose = index === undefined ? '' : `${addresses(draft.to)[Number(index)] ?? ''} `
    ;(found[field] ??= []).push(whose + message)
  }
  return Object.fromEntries(Object.entries(found).map(([field, messages]) => [field, messages.join('; ')]))
}

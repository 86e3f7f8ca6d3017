import { writeMatcher } from './matchers'

/** The page on which a silence with these conditions is made. */
export const silenceLink = (match: readonly string[], comment = '') => ({
  path: '/silences',
  query: { new: '1', match: match.join('\n'), ...(comment ? { comment } : {}) },
})

/** Conditions for events like this one. */
export const likeEvent = (event: { service: string; host: string; level: string }) => [
  ...(event.service ? [writeMatcher({ field: 'service', op: '=', value: event.service })] : []),
  ...(event.host ? [writeMatcher({ field: 'host', op: '=', value: event.host })] : []),
  `level=${event.level}`,
]

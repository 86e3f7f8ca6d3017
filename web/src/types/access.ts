import type { components } from './schema'

type Schemas = components['schemas']

export type Token = Schemas['TokenFields']
export type NewToken = Schemas['NewToken']
export type TokenWithSecret = Token & { secret: string }

import type { components } from './schema'

type Schemas = components['schemas']

export type ImportAnswer = Schemas['ImportAnswer']
export type ExchangeFormat = 'json' | 'yaml'

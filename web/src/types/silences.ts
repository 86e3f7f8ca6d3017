import type { components } from './schema'

type Schemas = components['schemas']

export type Silence = Schemas['Silence']
export type SilenceState = Schemas['SilenceState']
export type NewSilence = Schemas['NewSilence']
export type SilenceTest = Schemas['SilenceTest']

export const silenceStates: readonly SilenceState[] = ['active', 'pending', 'expired']

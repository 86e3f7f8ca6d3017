import type { components } from './schema'

type Schemas = components['schemas']

export type Channel = Schemas['Channel']
export type ChannelType = Schemas['ChannelType']
export type NewChannel = Schemas['NewChannel']
/** A channel with its name, as it is tried before it is saved. */
export type NamedChannel = Schemas['ExchangedChannel']
export type ChannelPreviews = Schemas['ChannelPreviews']
export type ChannelPreview = Schemas['ChannelPreview']
export type ChannelTest = Schemas['ChannelTest']
export type LastDelivery = Schemas['Delivery']

export const channelTypes: readonly ChannelType[] = ['telegram', 'email', 'kafka']

import type { Channel, ChannelPreviews, ChannelTest, LastDelivery, NamedChannel, NewChannel } from '@/types/channels'
import { api, body } from './http'

export const listChannels = async (signal?: AbortSignal): Promise<Channel[]> =>
  (await body(api.GET('/v1/channels', { signal }))).items

export const getChannel = (name: string, signal?: AbortSignal): Promise<Channel> =>
  body(api.GET('/v1/channels/{name}', { params: { path: { name } }, signal }))

export const putChannel = (name: string, channel: NewChannel): Promise<Channel> =>
  body(api.PUT('/v1/channels/{name}', { params: { path: { name } }, body: channel }))

export const deleteChannel = (name: string) => body(api.DELETE('/v1/channels/{name}', { params: { path: { name } } }))

/** Sends a test message now. */
export const testChannel = (name: string): Promise<ChannelTest> =>
  body(api.POST('/v1/channels/{name}/test', { params: { path: { name } } }))

/** The same through a channel that is not saved. */
export const testDraft = (channel: NamedChannel): Promise<ChannelTest> =>
  body(api.POST('/v1/channels/test', { body: channel }))

/** How its messages look, of a stored event or of an example. */
export const previewDraft = (
  channel: NamedChannel,
  eventId: string | null,
  signal?: AbortSignal,
): Promise<ChannelPreviews> => body(api.POST('/v1/channels/preview', { body: { channel, eventId }, signal }))

/** The newest deliveries of all channels. */
export const newestDeliveries = async (signal?: AbortSignal): Promise<LastDelivery[]> =>
  (await body(api.GET('/v1/deliveries', { params: { query: { limit: 200 } }, signal }))).items

import type { HubConnection } from '@microsoft/signalr'

/** A connection to the live hub, not started. It survives a network change of seconds by itself; longer ones are the caller's. */
export async function connectLive(apiRoot: string, bearer: () => string): Promise<HubConnection> {
  const { HubConnectionBuilder, LogLevel } = await import('@microsoft/signalr')
  return new HubConnectionBuilder()
    .withUrl(apiRoot + '/v1/hubs/live', { accessTokenFactory: bearer, withCredentials: false })
    .withStatefulReconnect()
    .configureLogging(LogLevel.None)
    .build()
}

/** The server has no live connection, as opposed to not answering. */
export const isMissing = (error: unknown) =>
  error instanceof Error && /status code '?40[45]'?|\b40[45]\b/i.test(error.message)

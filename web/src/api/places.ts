import { api, body } from './http'

/** Names of what can be gone to: agents, channels, routes, and the services of the last day. */
export async function listNames(signal?: AbortSignal) {
  const from = new Date(Date.now() - 86_400_000).toISOString()
  const [agents, channels, routing, services] = await Promise.all([
    body(api.GET('/v1/agents', { params: { query: { limit: 1000 } }, signal })),
    body(api.GET('/v1/channels', { signal })),
    body(api.GET('/v1/routing', { signal })),
    body(api.GET('/v1/events/facets', { params: { query: { field: 'service', from } }, signal })),
  ])
  return {
    agents: agents.items.map(({ id, name }) => ({ id, name })),
    channels: channels.items.map(({ name }) => name),
    routes: routing.routes.map(({ name }) => name),
    services: services.values.map(({ value }) => value),
  }
}

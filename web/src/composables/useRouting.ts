import { useQuery } from '@tanstack/vue-query'
import { getRouting, getRoutingVersion, tabulateRouting, testRouting } from '@/api/routing'
import type { NewEvent, Route } from '@/types/routing'
import { queries } from './useSession'

export const routingKey = ['routing', 'inForce'] as const

/** The document in force; looked at again, so that a draft knows when it has grown old. */
export const useRoutingInForce = () =>
  useQuery({ queryKey: routingKey, queryFn: ({ signal }) => getRouting(signal), refetchInterval: 15_000 })

/** Versions never change. */
export const useRoutingVersion = (version: () => number, wanted: () => boolean = () => true) =>
  useQuery({
    queryKey: ['routing', 'version', version],
    queryFn: ({ signal }) => getRoutingVersion(version(), signal),
    enabled: () => wanted() && version() >= 0,
    staleTime: Infinity,
  })

/** `routes` undefined: of the document in force. */
export const useRoutingMatrix = (services: () => string[] | null, routes: () => Route[] | undefined) =>
  useQuery({
    queryKey: ['routing', 'matrix', services, routes],
    queryFn: ({ signal }) => tabulateRouting(services(), routes(), signal),
    placeholderData: (before) => before,
  })

export const tryRouting = (event: NewEvent, routes?: Route[]) => testRouting(event, routes)

export const renewRouting = () =>
  queries.fetchQuery({ queryKey: routingKey, queryFn: () => getRouting(), staleTime: 0 })

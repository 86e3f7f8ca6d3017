import type { Me } from '@/types'
import { api, body } from './http'

/** Whose credential the session holds. @throws {Fault} 401 when the server does not know it. */
export const whoAmI = (signal?: AbortSignal): Promise<Me> => body(api.GET('/v1/me', { signal }))

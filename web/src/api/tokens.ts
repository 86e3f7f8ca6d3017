import type { NewToken, Token, TokenWithSecret } from '@/types/access'
import type { Page } from '@/types/list'
import { api, body } from './http'

export const listTokens = (cursor?: string, signal?: AbortSignal): Promise<Page<Token>> =>
  body(api.GET('/v1/tokens', { params: { query: { cursor, limit: 200 } }, signal }))

/** @returns the token with its secret, which is not shown again. */
export const createToken = (token: NewToken): Promise<TokenWithSecret> => body(api.POST('/v1/tokens', { body: token }))

export const revokeToken = async (id: string): Promise<void> => {
  await body(api.DELETE('/v1/tokens/{id}', { params: { path: { id } } }))
}

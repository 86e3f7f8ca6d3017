import { createToken, listTokens, revokeToken } from '@/api/tokens'
import type { NewToken, Token } from '@/types/access'
import { usePages } from './usePages'
import { queries } from './useSession'

const refresh = () => queries.invalidateQueries({ queryKey: ['tokens'] })

export function useTokens() {
  const pages = usePages<Token>(['tokens'], listTokens)
  return {
    ...pages,
    /** @returns the token with its secret. */
    async create(token: NewToken) {
      const created = await createToken(token)
      refresh()
      return created
    },
    async revoke(id: string) {
      await revokeToken(id)
      await refresh()
    },
  }
}

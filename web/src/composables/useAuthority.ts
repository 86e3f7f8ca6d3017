import { authority, startSignIn, finishSignIn } from '@/api/authority'
import { signIn } from './useSession'

/** Operators' own accounts, where `config.json` names who keeps them. */
export function useAuthority() {
  return {
    named: authority() !== undefined,
    /** Leaves the site; the authority sends back to the sign-in page. */
    leave: startSignIn,
    /** @returns where to go on, or undefined when nobody has come back from the authority. */
    async comeBack() {
      const done = await finishSignIn()
      if (!done) return undefined
      await signIn(done.credential)
      return done.back
    },
  }
}

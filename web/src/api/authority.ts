import { Fault } from '@/types/fault'
import { config } from './config'

const place = 'notilog.signIn'

interface Pending {
  state: string
  verifier: string
  back: string
}

/** Where operators' accounts are kept, or undefined. */
export const authority = () => config.oidc

const redirectUri = () => new URL('/sign-in', location.origin).href

/** Libraries and metadata, loaded when they are needed. */
async function discover() {
  const oauth = await import('oauth4webapi')
  const { authority, clientId } = config.oidc!
  const issuer = new URL(authority)
  // Plain HTTP is for an authority on one's own machine.
  const options = { [oauth.allowInsecureRequests]: issuer.hostname === 'localhost' || issuer.hostname === '127.0.0.1' }
  try {
    const server = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, options))
    return { oauth, server, options, client: { client_id: clientId } }
  } catch (error) {
    throw new Fault(-1, `${authority}: ${error instanceof Error ? error.message : String(error)}`)
  }
}

/** Authorization code with PKCE: goes to the authority; the verifier waits in this tab. */
export async function startSignIn(back: string) {
  const { oauth, server } = await discover()
  const pending: Pending = { state: oauth.generateRandomState(), verifier: oauth.generateRandomCodeVerifier(), back }
  sessionStorage.setItem(place, JSON.stringify(pending))
  const url = new URL(server.authorization_endpoint!)
  const query = {
    client_id: config.oidc!.clientId,
    redirect_uri: redirectUri(),
    response_type: 'code',
    scope: config.oidc!.scope,
    state: pending.state,
    code_challenge: await oauth.calculatePKCECodeChallenge(pending.verifier),
    code_challenge_method: 'S256',
  }
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
  location.assign(url)
}

/** @returns the credential when the authority has sent somebody back; its marks leave the address. */
export async function finishSignIn(): Promise<{ credential: string; back: string } | undefined> {
  const here = new URL(location.href)
  const kept = sessionStorage.getItem(place)
  if (!config.oidc || !kept || !here.searchParams.has('state')) return undefined
  const pending = JSON.parse(kept) as Pending
  sessionStorage.removeItem(place)
  history.replaceState(history.state, '', location.pathname)
  const { oauth, server, client, options } = await discover()
  try {
    const answer = oauth.validateAuthResponse(server, client, here, pending.state)
    const response = await oauth.authorizationCodeGrantRequest(
      server,
      client,
      oauth.None(),
      answer,
      redirectUri(),
      pending.verifier,
      options,
    )
    const tokens = await oauth.processAuthorizationCodeResponse(server, client, response)
    return { credential: tokens.access_token, back: pending.back }
  } catch (error) {
    throw new Fault(-1, error instanceof Error ? error.message : String(error))
  }
}

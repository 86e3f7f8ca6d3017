export interface Config {
  /** Origin of the API, without a slash at its end; empty: the site's own. */
  apiBase: string
  /** Operators sign in there when it is named. */
  oidc?: {
    authority: string
    clientId: string
    scope: string
  }
}

export let config: Config = { apiBase: '' }

/** A missing file is the default; a wrong one is refused with what is wrong with it. */
export async function loadConfig() {
  const answer = await fetch('/config.json', { cache: 'no-cache' })
  if (answer.status === 404) return
  config = readConfig(await answer.json())
}

export function readConfig(read: unknown): Config {
  const faults: string[] = []
  const text = (value: unknown, name: string, standard?: string) => {
    if (value === undefined && standard !== undefined) return standard
    if (typeof value !== 'string' || (value === '' && standard === undefined)) faults.push(`${name} must be a text`)
    return String(value)
  }
  const url = (value: unknown, name: string) => {
    if (!URL.canParse(String(value))) faults.push(`${name} must be an address`)
    return String(value)
  }
  const { apiBase, oidc } = (read ?? {}) as Record<string, unknown>
  const base = text(apiBase, 'apiBase', '').replace(/\/+$/, '')
  if (base) url(base, 'apiBase')
  const known = oidc as Record<string, unknown> | undefined
  const result: Config = {
    apiBase: base,
    ...(known
      ? {
          oidc: {
            authority: url(known.authority, 'oidc.authority'),
            clientId: text(known.clientId, 'oidc.clientId'),
            scope: text(known.scope, 'oidc.scope', 'openid profile offline_access'),
          },
        }
      : {}),
  }
  if (faults.length > 0) throw new Error(`config.json: ${faults.join('; ')}`)
  return result
}

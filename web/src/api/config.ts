import * as v from 'valibot'

const shape = v.object({
  /** Origin of the API, without a slash at its end; empty: the site's own. */
  apiBase: v.optional(v.string(), ''),
  /** Operators sign in there when it is named. */
  oidc: v.optional(
    v.object({
      authority: v.pipe(v.string(), v.url()),
      clientId: v.string(),
      scope: v.optional(v.string(), 'openid profile offline_access'),
    }),
  ),
})

export type Config = v.InferOutput<typeof shape>

export let config: Config = { apiBase: '' }

/** A missing file is the default; a wrong one is refused with what is wrong with it. */
export async function loadConfig() {
  const answer = await fetch('/config.json', { cache: 'no-cache' })
  if (answer.status === 404) return
  const read = v.safeParse(shape, await answer.json())
  if (!read.success) {
    const faults = read.issues.map((issue) => `${v.getDotPath(issue) ?? ''}: ${issue.message}`)
    throw new Error(`config.json: ${faults.join('; ')}`)
  }
  config = { ...read.output, apiBase: read.output.apiBase.replace(/\/+$/, '') }
}

// Tells a built site where its API is: writes config.json and lets the content security policy through to it.
// Usage: node infra/site-config.mjs DIST --api URL --signalr URL [--authority URL --client-id ID [--scope TEXT]]
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

const text = { type: 'string' }
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { api: text, signalr: text, authority: text, 'client-id': text, scope: text },
})
const [dist] = positionals
if (!dist || !values.api || !values.signalr || Boolean(values.authority) !== Boolean(values['client-id'])) {
  console.error('Usage: node infra/site-config.mjs DIST --api URL --signalr URL [--authority URL --client-id ID [--scope TEXT]]')
  process.exit(2)
}

const api = new URL(values.api).origin
const signalr = new URL(values.signalr)
const config = { apiBase: api }
const origins = [api, signalr.origin, `wss://${signalr.host}`]
if (values.authority) {
  config.oidc = { authority: values.authority, clientId: values['client-id'], ...(values.scope && { scope: values.scope }) }
  origins.push(new URL(values.authority).origin)
}
await write('config.json', config)

const hosting = JSON.parse(await readFile(join(dist, 'staticwebapp.config.json'), 'utf8'))
const policy = hosting.globalHeaders['content-security-policy']
const widened = policy.replace(/connect-src [^;]*/, `connect-src 'self' ${origins.join(' ')}`)
if (!/connect-src /.test(policy)) throw new Error('staticwebapp.config.json: the content security policy has no connect-src')
hosting.globalHeaders['content-security-policy'] = widened
await write('staticwebapp.config.json', hosting)

/** The file, and no compressed twin of what it was. */
async function write(name, value) {
  await writeFile(join(dist, name), JSON.stringify(value, null, 2) + '\n')
  for (const twin of ['.br', '.gz']) await rm(join(dist, name + twin), { force: true })
}

import { createHash, createSign, generateKeyPairSync, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** An OpenID provider that knows one person, who has only to agree. Authorization code with PKCE only. */
export class Authority {
  readonly clientId = 'notilog-site'
  readonly audience = 'api://notilog'
  role = 'NotiLog.Operator'
  url = ''
  private readonly keys = generateKeyPairSync('rsa', { modulusLength: 2048 })
  private readonly codes = new Map<string, string>()
  private readonly server = createServer((request, response) => void this.answer(request, response))

  async start() {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve))
    this.url = `http://localhost:${(this.server.address() as { port: number }).port}`
    return this
  }

  stop() {
    this.server.close()
    this.server.closeAllConnections()
  }

  private async answer(request: IncomingMessage, response: ServerResponse) {
    const url = new URL(request.url!, this.url)
    response.setHeader('access-control-allow-origin', '*')
    const json = (body: object, status = 200) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    if (url.pathname === '/.well-known/openid-configuration')
      return json({
        issuer: this.url,
        authorization_endpoint: `${this.url}/authorize`,
        token_endpoint: `${this.url}/token`,
        jwks_uri: `${this.url}/keys`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
      })
    if (url.pathname === '/keys')
      return json({
        keys: [{ ...this.keys.publicKey.export({ format: 'jwk' }), kid: 'one', use: 'sig', alg: 'RS256' }],
      })
    if (url.pathname === '/authorize') return this.agree(url, response)
    if (url.pathname === '/token') return this.give(request, json)
    return json({}, 404)
  }

  private agree(url: URL, response: ServerResponse) {
    const asked = Object.fromEntries(url.searchParams)
    const back = new URL(asked.redirect_uri!)
    const code = randomUUID()
    if (asked.client_id === this.clientId && asked.code_challenge_method === 'S256')
      this.codes.set(code, asked.code_challenge!)
    back.searchParams.set('code', code)
    back.searchParams.set('state', asked.state ?? '')
    response
      .writeHead(200, { 'content-type': 'text/html' })
      .end(`<a href="${back.href.replaceAll('&', '&amp;')}">Agree</a>`)
  }

  private async give(request: IncomingMessage, json: (body: object, status?: number) => void) {
    let text = ''
    for await (const part of request) text += part
    const { code, code_verifier: verifier } = Object.fromEntries(new URLSearchParams(text))
    const challenge = this.codes.get(code ?? '')
    this.codes.delete(code ?? '')
    if (
      !challenge ||
      createHash('sha256')
        .update(verifier ?? '')
        .digest('base64url') !== challenge
    )
      return json({ error: 'invalid_grant' }, 400)
    const now = Math.floor(Date.now() / 1000)
    const claims = { iss: this.url, sub: 'person-1', iat: now, exp: now + 3600 }
    json({
      token_type: 'Bearer',
      expires_in: 3600,
      access_token: this.sign({ ...claims, aud: this.audience, roles: [this.role], name: 'Анна Дежурная' }),
      id_token: this.sign({ ...claims, aud: this.clientId }),
    })
  }

  private sign(claims: object) {
    const text = `${encode({ alg: 'RS256', typ: 'JWT', kid: 'one' })}.${encode(claims)}`
    return `${text}.${createSign('RSA-SHA256').update(text).sign(this.keys.privateKey, 'base64url')}`
  }
}

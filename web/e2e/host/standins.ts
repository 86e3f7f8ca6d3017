import { createServer as createHttp, type Server } from 'node:http'
import { createServer as createTcp, type Server as TcpServer, type Socket } from 'node:net'

const listen = (server: Server | TcpServer) =>
  new Promise<number>((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port)),
  )

/** An SMTP server that takes every message; `refuse` makes it answer recipients with that line instead. */
export class MailServer {
  readonly messages: { to: string[]; text: string }[] = []
  refuse = ''
  port = 0
  private readonly server = createTcp((socket) => this.talk(socket))

  async start() {
    this.port = await listen(this.server)
    return this
  }

  stop() {
    this.server.close()
  }

  private talk(socket: Socket) {
    let to: string[] = []
    let text: string | undefined
    let rest = ''
    const say = (line: string) => socket.write(line + '\r\n')
    socket.on('error', () => {})
    say('220 stand-in')
    socket.on('data', (bytes) => {
      rest += bytes.toString('latin1')
      for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
        const line = rest.slice(0, end)
        rest = rest.slice(end + 2)
        if (text !== undefined) {
          if (line !== '.') text += line + '\r\n'
          else {
            this.messages.push({ to, text })
            text = undefined
            to = []
            say('250 2.0.0 queued as stand-in')
          }
        } else if (/^(EHLO|HELO)/i.test(line)) say('250 stand-in')
        else if (/^RCPT/i.test(line)) {
          if (!this.refuse) to.push(/<(.*)>/.exec(line)?.[1] ?? line)
          say(this.refuse || '250 2.1.5 ok')
        } else if (/^DATA/i.test(line)) {
          text = ''
          say('354 go on')
        } else if (/^QUIT/i.test(line)) {
          say('221 bye')
          socket.end()
        } else say('250 ok')
      }
    })
  }
}

/** Telegram's Bot API as far as NotiLog uses it. */
export class TelegramServer {
  readonly messages: Record<string, unknown>[] = []
  /** Status and description of a refusal; empty: it takes everything. */
  refuse: { status: number; description: string } | undefined
  port = 0
  private readonly server = createHttp((request, response) => {
    let text = ''
    request.on('data', (bytes) => (text += bytes))
    request.on('end', () => {
      const answer = (status: number, body: object) => {
        response.writeHead(status, { 'content-type': 'application/json' })
        response.end(JSON.stringify(body))
      }
      if (!request.url?.endsWith('/sendMessage'))
        return answer(200, { ok: true, result: { id: 1, is_bot: true, first_name: 'stand-in' } })
      if (this.refuse)
        return answer(this.refuse.status, {
          ok: false,
          error_code: this.refuse.status,
          description: this.refuse.description,
        })
      const message = text.startsWith('{') ? JSON.parse(text) : Object.fromEntries(new URLSearchParams(text))
      this.messages.push(message)
      answer(200, { ok: true, result: { message_id: this.messages.length, date: 0, chat: { id: 1, type: 'group' } } })
    })
  })

  async start() {
    this.port = await listen(this.server)
    return this
  }

  stop() {
    this.server.close()
  }
}

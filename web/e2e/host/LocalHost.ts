import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const program = join(root, 'local/NotiLog.Local/bin/Debug/net10.0/NotiLog.Local.dll')

export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}

/** The real local host on a free port with a data folder of its own. It serves the site that `npm run build` has made. */
export class LocalHost {
  readonly data = mkdtempSync(join(tmpdir(), 'notilog-site-'))
  private process: ChildProcess | undefined
  private said = ''

  private constructor(
    readonly port: number,
    private readonly settings: Record<string, string>,
  ) {}

  /** `settings` as in the README (`Email:Host`). */
  static async start(settings: Record<string, string> = {}) {
    const host = new LocalHost(await freePort(), settings)
    await host.run()
    return host
  }

  get url() {
    return `http://localhost:${this.port}`
  }

  get key() {
    return readFileSync(join(this.data, 'owner-key'), 'utf8').trim()
  }

  /** As printed at the start. */
  get signInLink() {
    return /Sign in: (\S+)/.exec(this.said)?.[1] ?? `${this.url}/#key=${this.key}`
  }

  /** Starts it, again on the same port with the same data after `kill`. */
  async run() {
    if (!existsSync(program)) throw new Error(`${program} is missing: build local/NotiLog.Local first.`)
    const named = Object.entries(this.settings).map(([key, value]) => [key.replaceAll(':', '__'), value])
    const env = { ...process.env, DOTNET_NOLOGO: '1', ...Object.fromEntries(named) }
    const started = spawn('dotnet', [program, '--port', String(this.port), '--data', this.data], { cwd: root, env })
    this.process = started
    this.said = ''
    await new Promise<void>((resolve, reject) => {
      const hear = (bytes: Buffer) => {
        this.said += bytes
        if (/Sign in: \S+\s|Owner key: /.test(this.said)) resolve()
      }
      started.stdout!.on('data', hear)
      started.stderr!.on('data', hear)
      started.once('exit', (code) => reject(new Error(`The local host ended with ${code}:\n${this.said}`)))
      setTimeout(() => reject(new Error(`The local host is not ready after 60 s:\n${this.said}`)), 60_000).unref()
    })
  }

  /** At once, as a power cut does. */
  async kill() {
    await this.end('SIGKILL')
  }

  async dispose() {
    await this.end('SIGTERM')
    rmSync(this.data, { recursive: true, force: true })
  }

  private async end(signal: NodeJS.Signals) {
    const running = this.process
    this.process = undefined
    if (!running || running.exitCode !== null) return
    const ended = new Promise((resolve) => running.once('exit', resolve))
    running.kill(signal)
    const hard = setTimeout(() => running.kill('SIGKILL'), 10_000)
    await ended
    clearTimeout(hard)
  }

  /** Calls the API as the owner. @throws when the answer is not 2xx. */
  async call<T = any>(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<T> {
    const response = await fetch(`${this.url}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.key}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
    return (text ? JSON.parse(text) : undefined) as T
  }

  /** @returns the ids of the stored events. */
  async ingest(events: object[]): Promise<string[]> {
    const ids: string[] = []
    for (let at = 0; at < events.length; at += 2000)
      ids.push(...(await this.call('POST', '/events', events.slice(at, at + 2000))).ids)
    return ids
  }
}

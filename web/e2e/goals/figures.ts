import type { CDPSession } from '@playwright/test'

interface TraceEvent {
  name: string
  ph: string
  ts: number
  dur?: number
  tdur?: number
  pid: number
  tid: number
  args: { name?: string; data?: { isMainFrame?: boolean } }
}

/** What the page's main thread did between `start` and `stop`, from Chromium's own trace. */
export class MainThread {
  private readonly events: TraceEvent[] = []
  private startedAt = 0

  constructor(private readonly session: CDPSession) {
    session.on('Tracing.dataCollected', ({ value }) => this.events.push(...(value as unknown as TraceEvent[])))
  }

  async start() {
    this.events.length = 0
    this.startedAt = Date.now()
    await this.session.send('Tracing.start', {
      transferMode: 'ReportEvents',
      traceConfig: { includedCategories: ['devtools.timeline', 'toplevel', '__metadata'] },
    } as never)
  }

  /** Share of the time in percent, tasks over 50 ms, and the milliseconds of every task, longest first: time on the processor, without what other programs took. */
  async stop() {
    const seconds = (Date.now() - this.startedAt) / 1000
    const complete = new Promise((resolve) => this.session.once('Tracing.tracingComplete', resolve))
    await this.session.send('Tracing.end')
    await complete
    const main = new Set(
      this.events
        .filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
        .map(({ pid, tid }) => `${pid} ${tid}`),
    )
    const byThread = new Map<string, number[]>()
    for (const { name, ph, dur, tdur, pid, tid } of this.events) {
      const thread = `${pid} ${tid}`
      if (ph !== 'X' || !dur || !main.has(thread) || !/RunTask$/.test(name)) continue
      byThread.set(thread, [...(byThread.get(thread) ?? []), (tdur ?? dur) / 1000])
    }
    const sum = (all: number[]) => all.reduce((total, each) => total + each, 0)
    const tasks = [...byThread.values()].sort((a, b) => sum(b) - sum(a))[0] ?? []
    tasks.sort((a, b) => b - a)
    return {
      share: (sum(tasks) / 1000 / seconds) * 100,
      long: tasks.filter((task) => task > 50).length,
      tasks,
      seconds,
    }
  }
}

export const quantile = (values: readonly number[], share: number) => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

/** Bytes on the JavaScript heap after a collection. */
export async function heapOf(session: CDPSession) {
  await session.send('HeapProfiler.collectGarbage')
  return (await session.send('Runtime.getHeapUsage')).usedSize
}

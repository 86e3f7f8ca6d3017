/** An answer that is not what was asked for, as people are told of it. `status` 0: no answer at all. */
export class Fault extends Error {
  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail = '',
    /** What is wrong, by field path such as `routes[0].match[1]`. */
    readonly fields: Record<string, string[]> = {},
    /** What to look for in the server's log. */
    readonly traceId = '',
  ) {
    super(detail || title)
    this.name = 'Fault'
  }

  get unreachable() {
    return this.status === 0 || this.status === 502 || this.status === 503 || this.status === 504
  }
}

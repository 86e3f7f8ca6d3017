/** The highest of these versions (`1.2.3`), or '' when there is none. */
export function newestVersion(versions: readonly (string | null | undefined)[]): string {
  const parts = (version: string) => version.split(/[.+-]/).map((part) => Number.parseInt(part, 10) || 0)
  const higher = (a: string, b: string) => {
    const [left, right] = [parts(a), parts(b)]
    for (let at = 0; at < 3; at++) if ((left[at] ?? 0) !== (right[at] ?? 0)) return (left[at] ?? 0) > (right[at] ?? 0)
    return false
  }
  return versions
    .filter((version): version is string => !!version && /^\d+(\.\d+)+/.test(version))
    .reduce((best, version) => (!best || higher(version, best) ? version : best), '')
}

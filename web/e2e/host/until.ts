/** @throws when `ask` has answered nothing but undefined for that long. */
export async function until<T>(ask: () => Promise<T | undefined>, milliseconds = 30_000): Promise<T> {
  for (const end = Date.now() + milliseconds; Date.now() < end;) {
    const found = await ask()
    if (found !== undefined) return found
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  throw new Error(`not within ${milliseconds} ms: ${ask}`)
}

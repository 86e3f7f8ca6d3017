/** In single quotes for a POSIX shell, whatever is in it. */
export const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`

/** A call as it is run in a shell; the key stays out of it and is read from the environment when it is not given. */
export function curl(method: string, url: string, body?: unknown, key?: string) {
  const authorization = key ? quoted(`Authorization: Bearer ${key}`) : '"Authorization: Bearer $NOTILOG_KEY"'
  return [
    `curl -sS${method === 'GET' ? '' : ` -X ${method}`} ${quoted(url)}`,
    `  -H ${authorization}`,
    ...(body === undefined ? [] : [`  -H 'Content-Type: application/json'`, `  -d ${quoted(JSON.stringify(body))}`]),
  ].join(' \\\n')
}

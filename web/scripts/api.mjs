// Types of the API from the project's OpenAPI. With --check: fails when the committed file is stale.
import { readFile, writeFile } from 'node:fs/promises'
import openapiTS, { astToString } from 'openapi-typescript'

const source = new URL('../../functions/NotiLog.Functions/Health/openapi.json', import.meta.url)
const target = new URL('../src/types/schema.d.ts', import.meta.url)
const text = '// Generated from openapi.json by `npm run api`.\n\n' + astToString(await openapiTS(source))

if (!process.argv.includes('--check')) {
  await writeFile(target, text)
} else if ((await readFile(target, 'utf8').catch(() => '')) !== text) {
  console.error('src/types/schema.d.ts is older than openapi.json: run `npm run api`.')
  process.exit(1)
}

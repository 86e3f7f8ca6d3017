import type { ExchangeFormat, ImportAnswer } from '@/types/exchange'
import { api, body } from './http'

const types: Record<ExchangeFormat, string> = { json: 'application/json', yaml: 'application/yaml' }

/** Channels and routing as text, as they would be imported. */
export const exportAll = (format: ExchangeFormat): Promise<string> =>
  body(api.GET('/v1/export', { headers: { accept: types[format] }, parseAs: 'text' })) as Promise<string>

/** What the document changes; with `dryRun` nothing is written. */
export const importAll = (text: string, format: ExchangeFormat, dryRun: boolean): Promise<ImportAnswer> =>
  body(
    api.POST('/v1/import', {
      params: { query: { dryRun: dryRun ? 'true' : 'false' } },
      headers: { 'content-type': types[format] },
      body: text as never,
      bodySerializer: (written: unknown) => written as string,
    }),
  )

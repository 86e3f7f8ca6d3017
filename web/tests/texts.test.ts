import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const source = join(__dirname, '../src')
const areas = readdirSync(join(source, 'i18n/en')).map((file) => file.replace('.json', ''))

function leaves(value: unknown, path: string): [string, string][] {
  if (typeof value === 'string') return [[path, value]]
  return Object.entries(value as object).flatMap(([key, child]) => leaves(child, `${path}.${key}`))
}

function textsOf(locale: string) {
  const files = readdirSync(join(source, 'i18n', locale))
  return new Map(
    files.flatMap((file) =>
      leaves(JSON.parse(readFileSync(join(source, 'i18n', locale, file), 'utf8')), file.replace('.json', '')),
    ),
  )
}

/** Keys named in the sources, whole (`a.b.c`) or by their start (`a.b.${x}`). */
function named(texts: string[]) {
  const area = `(?:${areas.join('|')})`
  const all = texts.join('\n')
  return {
    whole: new Set(
      [...all.matchAll(new RegExp(`['"\`](${area}(?:\\.[A-Za-z0-9_]+)+)['"\`]`, 'g'))].map((found) => found[1]!),
    ),
    starts: new Set(
      [...all.matchAll(new RegExp(`\`(${area}(?:\\.[A-Za-z0-9_]+)*\\.)\\$\\{`, 'g'))].map((found) => found[1]!),
    ),
  }
}

const sources = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(vue|ts)$/.test(file) && !file.endsWith('.d.ts'))
  .map((file) => readFileSync(join(source, file), 'utf8'))

const en = textsOf('en')
const ru = textsOf('ru')
const used = named(sources)

const missing = (known: Map<string, string>, { whole, starts }: ReturnType<typeof named>) => [
  ...[...whole].filter((key) => !known.has(key)),
  ...[...starts].filter((start) => ![...known.keys()].some((key) => key.startsWith(start))),
]
const unused = (known: Map<string, string>, { whole, starts }: ReturnType<typeof named>) =>
  [...known.keys()].filter((key) => !whole.has(key) && ![...starts].some((start) => key.startsWith(start)))
const placeholders = (text: string) => [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((found) => found[1]))].sort()

describe('texts', () => {
  it('are the same in both languages', () => {
    expect([...ru.keys()].sort()).toEqual([...en.keys()].sort())
  })

  it('that are named exist, and those that exist are named', () => {
    expect(missing(en, used)).toEqual([])
    // `common` is the vocabulary of all pages.
    expect(unused(en, used).filter((key) => !key.startsWith('common.'))).toEqual([])
  })

  it('fill in the same places in both languages', () => {
    const differing = [...en].filter(([key, text]) => `${placeholders(text)}` !== `${placeholders(ru.get(key) ?? '')}`)
    expect(differing.map(([key]) => key)).toEqual([])
  })

  it('that count have three forms in Russian and two in English', () => {
    const forms = (text: string) => text.split(' | ').length
    const wrong = [...en].filter(
      ([key, text]) => text.includes(' | ') && (forms(text) !== 2 || forms(ru.get(key) ?? '') !== 3),
    )
    expect(wrong.map(([key]) => key)).toEqual([])
  })

  it('are Russian in Russian, but for names', () => {
    const latin = [...ru].filter(
      ([, text]) => !/[а-яё]/i.test(text.replace(/\{\w+\}/g, '')) && /[a-z]{4}/i.test(text.replace(/\{\w+\}/g, '')),
    )
    const names =
      /^(NotiLog|Telegram|Kafka|Linux|Windows|Docker|JSON|YAML|systemd|curl|PowerShell|cron)( *[.:·/-]? *(Telegram|Kafka|JSON|YAML|crontab))*$/
    expect(latin.filter(([, text]) => !names.test(text))).toEqual([])
  })

  it('would be found missing or unused', () => {
    const found = named(["t('common.nothing')", 't(`common.none.${x}`)'])
    expect(missing(en, found)).toEqual(['common.nothing', 'common.none.'])
    expect(unused(new Map([['common.forgotten', '']]), found)).toEqual(['common.forgotten'])
  })
})

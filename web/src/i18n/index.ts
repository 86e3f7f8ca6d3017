import { watch } from 'vue'
import { createI18n, type I18n } from 'vue-i18n'
import { preferences, type Locale } from '@/ui/preferences'

/** Texts are kept by area (`en/<area>.json`), and loaded with the pages that show them. */
const files = import.meta.glob<{ default: Record<string, unknown> }>('./*/*.json')

const rules = new Intl.PluralRules('ru')
const places: Partial<Record<Intl.LDMLPluralRule, number>> = { one: 0, few: 1 }

/** one | few | many */
export const russianPlural = (choice: number) => places[rules.select(choice)] ?? 2

type Texts = I18n<Record<string, never>, Record<string, never>, Record<string, never>, string, false>

export const i18n = createI18n({
  legacy: false,
  locale: preferences.locale as string,
  fallbackLocale: 'en',
  messages: {},
  pluralRules: { ru: russianPlural },
  missingWarn: import.meta.env.DEV,
  fallbackWarn: false,
}) as unknown as Texts

const asked = new Set<string>(['common', 'shell', 'ui'])
const loaded = new Set<string>()

async function load(locale: Locale, area: string) {
  const file = `./${locale}/${area}.json`
  const open = files[file]
  if (loaded.has(file) || !open) return
  const texts = (await open()).default
  i18n.global.mergeLocaleMessage(locale, { [area]: texts })
  loaded.add(file)
}

/** Loads the texts of these areas in the language chosen. */
export async function loadTexts(...areas: string[]) {
  areas.forEach((area) => asked.add(area))
  await Promise.all([...asked].map((area) => load(preferences.locale, area)))
}

export async function startTexts() {
  await loadTexts()
  watch(
    () => preferences.locale,
    async (locale) => {
      await loadTexts()
      i18n.global.locale.value = locale
    },
  )
}

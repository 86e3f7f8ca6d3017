import { ESLint } from 'eslint'
import { describe, expect, it } from 'vitest'

const eslint = new ESLint()

async function faults(filePath: string, code: string) {
  const [result] = await eslint.lintText(code, { filePath })
  return result!.messages.map(({ ruleId }) => ruleId)
}

describe('lint', () => {
  it.each([
    ['src/pages/x/XPage.ts', "import { api } from '@/api/http'\napi.GET"],
    ['src/components/X.ts', "import { useEvent } from '@/composables/useEvent'\nuseEvent()"],
    ['src/components/X.ts', "import { api } from '@/api/http'\napi.GET"],
    ['src/composables/useX.ts', "import X from '@/components/X.vue'\nX()"],
    ['src/api/x.ts', "import { toast } from '@/ui/toasts'\ntoast('')"],
    ['src/types/x.ts', "import { api } from '../api/http'\napi.GET"],
    ['src/ui/x.ts', "import { useEvent } from '../composables/useEvent'\nuseEvent()"],
  ])('%s may not import what is above or beside it', async (file, code) =>
    expect(await faults(file, code)).toContain('no-restricted-imports'),
  )

  it('there is one door to the server', async () => {
    expect(await faults('src/composables/useX.ts', "fetch('/api/v1/events')")).toContain('no-restricted-globals')
    expect(await faults('src/api/x.ts', "fetch('/api/v1/events')")).toEqual([])
  })

  it('texts come from the locale files, and nothing is put in as HTML', async () => {
    const page = (template: string) =>
      `<script setup lang="ts">\nconst x = ''\n</script>\n\n<template>\n  ${template}\n</template>\n`
    expect(await faults('src/pages/x/XPage.vue', page('<p>Hello {{ x }}</p>'))).toContain(
      'vue/no-bare-strings-in-template',
    )
    expect(await faults('src/pages/x/XPage.vue', page('<p v-html="x" />'))).toContain('vue/no-v-html')
    expect(await faults('src/pages/x/XPage.vue', page('<p>{{ x }}</p>'))).toEqual([])
  })
}, 30_000)

import vue from 'eslint-plugin-vue'
import ts from 'typescript-eslint'

// pages -> composables -> api -> types; components take props and emit events and know `ui` and `types` alone.
const layers = {
  types: ['api', 'composables', 'components', 'pages', 'ui', 'i18n'],
  i18n: ['api', 'composables', 'components', 'pages'],
  ui: ['api', 'composables', 'components', 'pages'],
  api: ['composables', 'components', 'pages', 'ui', 'i18n'],
  composables: ['components', 'pages'],
  components: ['api', 'composables', 'pages'],
  pages: ['api'],
}

const imports = Object.entries(layers).map(([layer, refused]) => ({
  files: [`src/${layer}/**/*.{ts,vue}`],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: refused.map((other) => ({
          group: [`@/${other}`, `@/${other}/**`, `**/../${other}/**`],
          message: `${layer} may not import ${other}`,
        })),
      },
    ],
  },
}))

export default ts.config(
  { ignores: ['dist', 'node_modules', 'src/types/schema.d.ts', 'test-results', 'playwright-report'] },
  ...ts.configs.recommended,
  ...vue.configs['flat/recommended'],
  { files: ['**/*.vue'], languageOptions: { parserOptions: { parser: ts.parser } } },
  {
    rules: {
      'max-lines': ['error', { max: 300 }],
      'no-restricted-globals': ['error', 'fetch', 'XMLHttpRequest', 'WebSocket'],
      '@typescript-eslint/consistent-type-imports': 'error',
      // What is taken out of an object to leave the rest.
      '@typescript-eslint/no-unused-vars': [
        'error',
        { varsIgnorePattern: '^_', argsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      'vue/block-order': ['error', { order: ['script', 'template'] }],
      'vue/no-v-html': 'error',
      'vue/multi-word-component-names': 'off',
      'vue/require-default-prop': 'off',
      'vue/no-bare-strings-in-template': 'error',
      'vue/attributes-order': 'off',
      // Layout is prettier's.
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/multiline-html-element-content-newline': 'off',
      'vue/html-self-closing': 'off',
      'vue/html-indent': 'off',
      'vue/html-closing-bracket-newline': 'off',
      'vue/first-attribute-linebreak': 'off',
    },
  },
  ...imports,
  // The one door to the server, and the file that says where it is.
  { files: ['src/api/**', 'e2e/**', 'scripts/**'], rules: { 'no-restricted-globals': 'off' } },
  {
    files: ['e2e/**'],
    rules: { '@typescript-eslint/no-explicit-any': 'off', 'no-empty-pattern': 'off' },
  },
)

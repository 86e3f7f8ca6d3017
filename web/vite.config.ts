import { fileURLToPath, URL } from 'node:url'
import vueI18n from '@intlify/unplugin-vue-i18n/vite'
import tailwind from '@tailwindcss/vite'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'

const api = process.env.NOTILOG_API ?? 'http://localhost:7071'

export default defineConfig({
  plugins: [
    vue(),
    tailwind(),
    vueI18n({
      include: fileURLToPath(new URL('./src/i18n/*/*.json', import.meta.url)),
      runtimeOnly: true,
      dropMessageCompiler: true,
      compositionOnly: true,
      fullInstall: false,
      strictMessage: false,
    }),
  ],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  // Components are written with the composition API alone.
  define: { __VUE_OPTIONS_API__: 'false', __VUE_PROD_DEVTOOLS__: 'false', __INTLIFY_PROD_DEVTOOLS__: 'false' },
  build: {
    target: 'es2022',
    manifest: true,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            {
              name: 'vendor',
              test: /node_modules[\\/](vue|@vue|vue-router|@intlify|vue-i18n|@tanstack[\\/](query-core|vue-query)|openapi-fetch)[\\/]/,
            },
            // What nearly every page shows: one file packs better than twenty, whose names the entry would have to know.
            {
              name: 'parts',
              test: /src[\\/](components[\\/](ErrorBox|Skeleton|PageHeader|LinkButton|LevelBadge|LevelChips|TimeRange|SidePanel|CopyButton|UiButton|IconButton|EmptyState|HistogramChart)|composables[\\/]useAddress|types[\\/]index)|lucide.*icons[\\/](search-x|arrow-up|circle-pause|rotate-ccw-clock)\./,
            },
          ],
        },
      },
    },
    // No list of every chunk in the entry: a page asks for its parts itself.
    modulePreload: false,
    reportCompressedSize: false,
  },
  server: { proxy: { '/api': { target: api }, '/signalr': { target: api, ws: true } } },
})

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
  build: { target: 'es2022', manifest: true, modulePreload: { polyfill: false }, reportCompressedSize: false },
  server: { proxy: { '/api': { target: api }, '/signalr': { target: api, ws: true } } },
})

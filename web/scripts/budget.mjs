// First load of /events within its budget; no other page adds much. Sizes are those of the compressed files served.
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'

const kb = 1024
const first = { page: 'src/pages/events/EventsPage.vue', gz: 120 * kb, br: 108 * kb }
const others = 45 * kb

const dist = new URL('../dist/', import.meta.url).pathname
const manifest = JSON.parse(await readFile(join(dist, '.vite/manifest.json'), 'utf8'))

/** Everything the browser needs before the chunk runs: itself, its static imports, their styles. */
function filesOf(key, found = new Set()) {
  const chunk = manifest[key]
  if (!chunk) throw new Error(`${key} is not in the build`)
  if (found.has(chunk.file)) return found
  found.add(chunk.file)
  for (const style of chunk.css ?? []) found.add(style)
  for (const other of chunk.imports ?? []) filesOf(other, found)
  return found
}

/** The chunk that holds an area's Russian texts, the longer ones; texts are compiled, so it is known by what it says. */
async function textsOf(area) {
  const source = JSON.parse(await readFile(new URL(`../src/i18n/ru/${area}.json`, import.meta.url), 'utf8'))
  const leaves = (value) => (typeof value === 'string' ? [value] : Object.values(value).flatMap(leaves))
  const said = leaves(source).filter((text) => text.length > 3 && !/[{|@"\n]/.test(text))
  const chunks = Object.values(manifest).filter((chunk) => chunk.src?.startsWith('virtual:intlify'))
  const found = []
  for (const chunk of chunks) {
    const text = await readFile(join(dist, chunk.file), 'utf8')
    if (said.every((each) => text.includes(each))) found.push(chunk.file)
  }
  if (found.length === 0) throw new Error(`no chunk holds the texts of ${area}`)
  const sizes = await Promise.all(found.map(async (file) => [file, (await stat(join(dist, file))).size]))
  return [sizes.sort((a, b) => a[1] - b[1])[0][0]]
}

const size = async (files, ending) => {
  const sizes = [...files].map((file) => stat(join(dist, `${file}.${ending}`)).catch(() => stat(join(dist, file))))
  return (await Promise.all(sizes)).reduce((sum, file) => sum + file.size, 0)
}
const shown = (bytes) => `${(bytes / kb).toFixed(1)} KB`

const keys = Object.keys(manifest)
const always = filesOf('index.html')
for (const area of ['common', 'shell', 'events', 'ui']) for (const file of await textsOf(area)) always.add(file)
const loaded = new Set(filesOf(first.page, new Set(always)))
// Fetched when the page is there and idle; it is told, not counted.
const live = keys.find((key) => /signalr/.test(key) && manifest[key].isDynamicEntry)
if (live) console.log(`behind it, the live connection, gz: ${shown(await size(filesOf(live), 'gz'))}`)

if (process.argv.includes('--files')) for (const file of loaded) console.log(file, shown(await size([file], 'gz')))

let red = false
for (const [ending, limit] of [
  ['gz', first.gz],
  ['br', first.br],
]) {
  const bytes = await size([...loaded, 'index.html', 'theme.js', 'config.json'], ending)
  console.log(`first load of /events, ${ending}: ${shown(bytes)} of ${shown(limit)}`)
  red ||= bytes > limit
}

for (const key of keys.filter((key) => /^src\/pages\/.*Page\.vue$/.test(key) && key !== first.page)) {
  const own = new Set([...filesOf(key)].filter((file) => !loaded.has(file)))
  const bytes = await size(own, 'gz')
  if (bytes > others) console.log(`${key} adds ${shown(bytes)}, more than ${shown(others)}`)
  red ||= bytes > others
}

if (red) process.exit(1)

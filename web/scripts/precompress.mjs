// Beside each text file of the build its .br and .gz, for hosts that serve them as they are.
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const dist = new URL('../dist/', import.meta.url).pathname
const files = (await readdir(dist, { recursive: true })).filter((file) => /\.(js|css|html|svg|json|txt)$/.test(file))

await Promise.all(
  files.map(async (file) => {
    const path = join(dist, file)
    const bytes = await readFile(path)
    if (bytes.length < 256) return
    const brotli = {
      params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
    }
    await writeFile(path + '.br', await promisify(brotliCompress)(bytes, brotli))
    await writeFile(path + '.gz', await promisify(gzip)(bytes, { level: 9 }))
  }),
)

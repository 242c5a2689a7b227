// Builds the web app into packages/web/dist, with compressed copies beside the files, unless what is there was
// built from the same sources. `npm start` and `npm test` run it first.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, gzip } from 'node:zlib'

const root = fileURLToPath(new URL('..', import.meta.url))
const dist = join(root, 'packages/web/dist')

/** What the app is made of: its own files, what it imports of other packages, and the versions of all else. */
const SOURCES = [
  'package-lock.json',
  'packages/web/index.html',
  'packages/web/vite.config.ts',
  'packages/web/announce-pages.ts',
  'packages/web/src',
  'packages/web/public',
  'packages/sdk/src',
  'packages/tensor/src/formats',
  // Shown by the app.
  'docs/custom-nodes.md',
]

function digestOfSources(): string {
  const hash = createHash('sha256')
  for (const source of SOURCES) {
    const path = join(root, source)
    const files = /\.\w+$/.test(source)
      ? [path]
      : readdirSync(path, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => join(entry.parentPath, entry.name))
          .sort()
    for (const file of files) hash.update(file.slice(root.length)).update('\0').update(readFileSync(file))
  }
  return hash.digest('hex')
}

async function compress(folder: string): Promise<void> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
  await Promise.all(
    names
      .filter((entry) => entry.isFile() && /\.(js|css|svg|html|json|wasm)$/.test(entry.name))
      .map(async (entry) => {
        const path = join(entry.parentPath, entry.name)
        const bytes = readFileSync(path)
        if (bytes.length < 512) return
        writeFileSync(`${path}.br`, await promisify(brotliCompress)(bytes))
        writeFileSync(`${path}.gz`, await promisify(gzip)(bytes, { level: 9 }))
      }),
  )
}

const digest = digestOfSources()
const stamp = join(dist, '.sources')
if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== digest) {
  console.error('Building the web app (once)…')
  // Beside the one in use, which goes on being served until this one is whole.
  const next = `${dist}.${process.pid}`
  try {
    const { build } = await import('vite')
    await build({
      root: join(root, 'packages/web'),
      logLevel: 'error',
      build: { outDir: next, emptyOutDir: true },
    })
    await compress(next)
    writeFileSync(join(next, '.sources'), digest)
    rmSync(dist, { recursive: true, force: true })
    renameSync(next, dist)
  } catch (error) {
    rmSync(next, { recursive: true, force: true })
    console.error('The web app could not be built; the server works without it.')
    console.error(error)
    process.exitCode = process.argv.includes('--must') ? 1 : 0
  }
}

// Builds the published packages into packages/<name>/dist, or <folder>/<name> if a folder is named: JavaScript
// and types, with a manifest of their own.
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const [folder] = process.argv.slice(2)
const distOf = (name: string) => (folder ? resolve(folder, name) : join(root, 'packages', name, 'dist'))

/** `./src/x.ts` as it is called once built. */
const built = (path: string) => path.replace(/^\.\/src\//, './').replace(/\.ts$/, '.js')

/** The repository's own settings, for one package alone: what it needs of the other is built already. */
const projectOf = (name: string) => ({
  extends: join(root, 'tsconfig.json'),
  compilerOptions: {
    rootDir: join(root, 'packages', name, 'src'),
    outDir: '.',
    noEmit: false,
    // What was checked before says nothing of what was emitted.
    incremental: false,
    tsBuildInfoFile: null,
    declaration: true,
    rewriteRelativeImportExtensions: true,
    paths: name === 'tensor' ? {} : { '@nodeyard/tensor/*': [join(distOf('tensor'), '*/index.d.ts')] },
    typeRoots: [join(root, 'node_modules/@types')],
  },
  include: [join(root, 'packages', name, 'src')],
})

/**
 * The tensor ops' `check`s (float64 references and samples) are for tests alone. Each is the last thing in its file,
 * so the built file is cut there, and what only checks import goes too.
 */
function cutChecks(dist: string): void {
  for (const file of readdirSync(join(dist, 'ops'))) {
    const path = join(dist, 'ops', file)
    const [kept] = readFileSync(path, 'utf8').split(/^export (?:declare )?const check\b/m)
    writeFileSync(path, kept!.replaceAll(/^import .* from '\.\.\/reference\/.*$\n?/gm, ''))
  }
  rmSync(join(dist, 'reference'), { recursive: true })
}

for (const name of ['tensor', 'sdk']) {
  const home = join(root, 'packages', name)
  const dist = distOf(name)
  rmSync(dist, { recursive: true, force: true })
  mkdirSync(dist, { recursive: true })
  const project = join(dist, 'tsconfig.json')
  writeFileSync(project, JSON.stringify(projectOf(name)))
  const { status } = spawnSync(join(root, 'node_modules/.bin/tsc'), ['-p', project], { stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
  if (name === 'tensor') cutChecks(dist)
  rmSync(project)
  const {
    private: _private,
    devDependencies: _dev,
    exports = {},
    bin,
    ...manifest
  } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'))
  const entries = Object.entries(exports as Record<string, string>).map(([entry, path]) => [
    entry,
    { types: built(path).replace(/\.js$/, '.d.ts'), default: built(path) },
  ])
  const published = {
    ...manifest,
    exports: Object.fromEntries(entries),
    ...(bin ? { bin } : {}),
    engines: { node: '>=24' },
  }
  writeFileSync(join(dist, 'package.json'), `${JSON.stringify(published, null, 2)}\n`)
  for (const extra of ['README.md', 'docs', 'bin']) {
    if (existsSync(join(home, extra))) cpSync(join(home, extra), join(dist, extra), { recursive: true })
  }
  cpSync(join(root, 'LICENSE'), join(dist, 'LICENSE'))
  console.log(`built ${relative(root, dist)}`)
}

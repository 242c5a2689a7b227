// Runs every test: once on SQLite, and what concerns the database once more on PostgreSQL when
// TEST_DATABASE_URL says where one is. Ends with the line `N passed, N failed`.
import { spawnSync } from 'node:child_process'
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Summary } from './summarize.ts'

interface Pass {
  title: string
  patterns: string[]
  environment: Record<string, string>
}

const only = process.argv.slice(2)
const everything = [
  'test/*.test.ts',
  'packages/*/test/**/*.test.ts',
  'examples/*/test/*.test.ts',
  'bench/test/*.test.ts',
]
const onDatabase = globSync('packages/server/test/**/*.test.ts').filter((file) => !knowsNoDatabase(file))

/** Tests of the server that ask no database anything: a second pass would tell nothing new. */
function knowsNoDatabase(file: string): boolean {
  return [
    'graphs/backward',
    'graphs/captured',
    'graphs/examples',
    'graphs/execute',
    'graphs/export',
    'graphs/kinds',
    'blobs/byte-range',
    'blobs/content-disposition',
    'blobs/full-disk',
    'blobs/kill-while-putting',
    'blobs/open-blob-store',
    'blobs/s3-store',
    'blobs/staging',
    'blobs/store-behaviour',
    'blobs/nginx-front',
    'artifacts/artifacts-hash',
    'artifacts/check-files',
    'artifacts/inspect-version',
    'artifacts/manifest',
    'artifacts/names',
    'assets/hostile-tables',
    'assets/rules',
    'graphs/worker-frames',
    'grid/large-model',
    'grid/syft',
    'grid/torchscript',
    'http/cursor',
    'http/lazy-logger',
    'http/web',
    'runtimes/',
    'config',
  ].some((start) => file.startsWith(`packages/server/test/${start}`))
}

const passes: Pass[] = [
  {
    title: 'SQLite',
    patterns: only.length > 0 ? only : everything,
    environment: { TEST_DATABASE: 'sqlite' },
  },
]
if (process.env.TEST_DATABASE_URL) {
  passes.push({
    title: 'PostgreSQL',
    patterns: only.length > 0 ? only : onDatabase,
    environment: { TEST_DATABASE: 'postgres' },
  })
} else {
  console.log('Skipped: the tests on PostgreSQL, since TEST_DATABASE_URL is not set.')
}

const SLOWEST = 15
const compileCache = fileURLToPath(new URL('../node_modules/.cache/compiled', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'nodeyard-tests-'))
// The browser's tests need the app, and so do those of the server's pages.
const build = fileURLToPath(new URL('build-web.ts', import.meta.url))
if (spawnSync(process.execPath, [build, '--must'], { stdio: 'inherit' }).status !== 0) process.exit(1)

let passed = 0
let failed = 0
let skipped = 0
for (const { title, patterns, environment } of passes) {
  console.log(`\nTests on ${title}`)
  const report = join(folder, `${title}.json`)
  const { status } = spawnSync(
    process.execPath,
    [
      '--test',
      // One more than there are cores: tests wait for servers half of their time.
      `--test-concurrency=${availableParallelism() + 1}`,
      '--test-reporter=spec',
      '--test-reporter-destination=stdout',
      `--test-reporter=${new URL('summarize.ts', import.meta.url)}`,
      `--test-reporter-destination=${report}`,
      ...patterns,
    ],
    // Every test file is a process of its own, and most load the whole server: the second finds it compiled.
    { stdio: 'inherit', env: { NODE_COMPILE_CACHE: compileCache, ...process.env, ...environment } },
  )
  const { counts, files } = readSummary(report)
  passed += counts.passed
  skipped += counts.skipped
  // A run that died, or found no test at all, is a failure even when no test says so.
  const isBroken = status !== 0 || counts.passed === 0
  failed += Math.max(counts.failed + counts.cancelled, isBroken ? 1 : 0)
  // The whole has twelve minutes; this says where they went.
  if (files.length > SLOWEST) {
    console.log('\nThe files whose tests took longest:')
    for (const [file, seconds] of files.slice(0, SLOWEST))
      console.log(`${seconds.toFixed(1).padStart(7)} s  ${file}`)
  }
}
rmSync(folder, { recursive: true })
console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
process.exit(failed > 0 ? 1 : 0)

/** How a run ended; one that died before it could say so has passed nothing. */
function readSummary(file: string): Summary {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Summary
  } catch {
    return { counts: { passed: 0, failed: 0, cancelled: 0, skipped: 0 }, files: [] }
  }
}

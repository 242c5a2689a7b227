// Runs every test: once on SQLite, and what concerns the database once more on PostgreSQL when
// TEST_DATABASE_URL says where one is. Ends with the line `N passed, N failed`.
import { spawnSync } from 'node:child_process'
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

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

const slowestFiles = new URL('slowest-files.ts', import.meta.url).href
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
  const tap = join(folder, `${title}.tap`)
  const { status } = spawnSync(
    process.execPath,
    [
      '--test',
      // One more than there are cores: tests wait for servers half of their time.
      `--test-concurrency=${availableParallelism() + 1}`,
      '--test-reporter=spec',
      '--test-reporter-destination=stdout',
      '--test-reporter=tap',
      `--test-reporter-destination=${tap}`,
      `--test-reporter=${slowestFiles}`,
      '--test-reporter-destination=stdout',
      ...patterns,
    ],
    // Every test file is a process of its own, and most load the whole server: the second finds it compiled.
    { stdio: 'inherit', env: { NODE_COMPILE_CACHE: compileCache, ...process.env, ...environment } },
  )
  const summary = readFileSync(tap, 'utf8')
  const count = (name: string) => Number(new RegExp(`^# ${name} (\\d+)$`, 'm').exec(summary)?.[1] ?? 0)
  passed += count('pass')
  skipped += count('skipped')
  // A run that died, or found no test at all, is a failure even when no test says so.
  const isBroken = status !== 0 || count('pass') === 0
  failed += Math.max(count('fail') + count('cancelled'), isBroken ? 1 : 0)
}
rmSync(folder, { recursive: true })
console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
process.exit(failed > 0 ? 1 : 0)

// Runs every test: once on SQLite, and what concerns the database once more on PostgreSQL when
// TEST_DATABASE_URL says where one is. Ends with the line `N passed, N failed`.
import { spawn, spawnSync } from 'node:child_process'
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
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

/** Tests that ask no database anything, or nothing that differs by which one there is: a second pass would tell nothing new. */
function knowsNoDatabase(file: string): boolean {
  return [
    'artifacts/artifacts-hash',
    'artifacts/check-files',
    'artifacts/inspect-version',
    'artifacts/manifest',
    'artifacts/names',
    'assets/hostile-tables',
    'assets/rules',
    'blackbox/extensions',
    'blobs/byte-range',
    'blobs/content-disposition',
    'blobs/downloads',
    'blobs/full-disk',
    'blobs/kill-while-putting',
    'blobs/nginx-front',
    'blobs/open-blob-store',
    'blobs/s3-store',
    'blobs/staging',
    'blobs/store-behaviour',
    'blobs/tus-client',
    'config',
    'graphs/backward',
    'graphs/captured',
    'graphs/examples',
    'graphs/execute',
    'graphs/export',
    'graphs/kinds',
    'graphs/outside',
    'graphs/worker-frames',
    'grid/large-model',
    'grid/network',
    'grid/syft',
    'grid/torchscript',
    'http/cursor',
    'http/lazy-logger',
    'http/web',
    'machines/watch',
    'runtimes/',
    'serving/invoke',
    'serving/logs',
    'serving/sleep',
    'soak/graphs',
    'soak/invocations',
    'soak/machines',
    'soak/shard-upload',
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
/** Files of the server's tests that share a process: most of what a single one takes is loading the server. */
const SHARE = 6
const compileCache = fileURLToPath(new URL('../node_modules/.cache/compiled', import.meta.url))
const quickImports = new URL('../packages/server/src/quick-imports.js', import.meta.url).href
const folder = mkdtempSync(join(tmpdir(), 'nodeyard-tests-'))
// The browser's tests need the app, and so do those of the server's pages.
const build = fileURLToPath(new URL('build-web.ts', import.meta.url))
if (spawnSync(process.execPath, [build, '--must'], { stdio: 'inherit' }).status !== 0) process.exit(1)

const totals = { passed: 0, failed: 0, skipped: 0 }
for (const { title, patterns, environment } of passes) {
  console.log(`\nTests on ${title}`)
  const groups = groupFiles(patterns)
  const summaries: Summary[] = []
  // Two more than there are cores: tests wait for servers half of their time.
  const turns = Array.from({ length: availableParallelism() + 2 }, async () => {
    for (let group = groups.shift(); group; group = groups.shift())
      summaries.push(await run(group, environment))
  })
  await Promise.all(turns)
  const failures = summaries.flatMap((summary) => summary.failures)
  totals.failed += failures.length
  for (const { counts } of summaries) {
    totals.passed += counts.passed
    totals.skipped += counts.skipped
  }
  if (failures.length > 0) console.log(`\nFailed on ${title}:\n${failures.join('\n')}`)
  // The whole has twelve minutes; this says where they went.
  const files = summaries.flatMap((summary) => summary.files).sort(([, a], [, b]) => b - a)
  if (files.length > SLOWEST) {
    console.log('\nThe files whose tests took longest:')
    for (const [file, seconds] of files.slice(0, SLOWEST)) {
      console.log(`${seconds.toFixed(1).padStart(7)} s  ${file}`)
    }
  }
}
rmSync(folder, { recursive: true })
const { passed, failed, skipped } = totals
console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
process.exit(failed > 0 || passed === 0 ? 1 : 0)

/** Which files run in a process together: neighbours of the server's tests; every other one has its own. */
function groupFiles(patterns: readonly string[]): string[][] {
  const files = [...new Set(globSync(patterns))].sort()
  const shared = Map.groupBy(
    files.filter((file) => file.startsWith('packages/server/test/')),
    (file) => dirname(file),
  )
  const alone = files.filter((file) => !file.startsWith('packages/server/test/')).map((file) => [file])
  const together = [...shared.values()].flatMap((all) => {
    const count = Math.ceil(all.length / SHARE)
    return Array.from({ length: count }, (_, turn) => all.filter((_file, i) => i % count === turn))
  })
  // What takes longest comes first: a browser, the compiler, several servers.
  return [...alone.reverse(), ...together.reverse()]
}

/** Runs some files in one process. A run that dies, or finds no test, is a failure even when no test says so. */
async function run(group: readonly string[], environment: Record<string, string>): Promise<Summary> {
  const report = join(folder, `${dirname(group[0]!).replaceAll('/', '-')}-${performance.now()}.json`)
  const child = spawn(
    process.execPath,
    [
      '--import',
      quickImports,
      '--test',
      '--test-isolation=none',
      '--test-reporter=spec',
      '--test-reporter-destination=stdout',
      `--test-reporter=${new URL('summarize.ts', import.meta.url)}`,
      `--test-reporter-destination=${report}`,
      ...group,
    ],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      // Every group loads the server: the second finds it compiled.
      env: { NODE_COMPILE_CACHE: compileCache, ...process.env, ...environment },
    },
  )
  const { promise: ended, resolve: end } = Promise.withResolvers<number | null>()
  child.once('close', end)
  // Written group by group, whatever else runs meanwhile.
  process.stdout.write(await text(child.stdout))
  const status = await ended
  const summary = readSummary(report)
  const { counts, failures } = summary
  if ((status !== 0 || counts.passed === 0) && failures.length === 0) {
    failures.push(`${group.join(', ')}: ended with ${status} and ${counts.passed} tests passed`)
  }
  return summary
}

/** How a run ended; one that died before it could say so has passed nothing. */
function readSummary(file: string): Summary {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Summary
  } catch {
    return { counts: { passed: 0, skipped: 0 }, failures: [], files: [] }
  }
}

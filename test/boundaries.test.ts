import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))

/**
 * Who may import whom. A room is a folder (or a file); a file belongs to the longest room that contains it,
 * and may import its own room and the ones listed. A package's own imports are by relative path; other
 * packages by their public entry.
 */
const MAY_IMPORT: Record<string, string[]> = {
  'tensor/src': [],
  // An entry of its own, usable in the browser: it knows neither the engine nor ONNX Runtime.
  'tensor/src/formats': [],
  // How a machine proves what it is: what prover and verifier share, an entry of its own.
  'tensor/src/proof': ['tensor/src/formats'],
  'sdk/src': ['tensor'],

  'web/src/main.tsx': ['web/src/app', 'web/src/ui'],
  'web/src/app': ['web/src/ui', 'web/src/features', 'sdk'],
  'web/src/ui': ['web/src/app/texts.ts', 'web/src/app/theme.ts'],
  // Geometry and edits of graphs, without React.
  'web/src/graph-editor': [],

  'server/src/fault.ts': [],
  'server/src/ids.ts': [],
  'server/src/addresses.ts': [],
  'server/src/config.ts': ['server/src/addresses.ts'],
  'server/src/signer.ts': ['server/src/db'],
  'server/src/db': ['server/src/fault.ts'],
  'server/src/blobs': ['server/src/fault.ts', 'server/src/ids.ts', 'tensor'],

  'server/src/domain/events': ['ground'],
  'server/src/domain/accounts': ['ground', 'server/src/domain/events'],
  'server/src/domain/artifacts': ['ground', 'server/src/domain/accounts', 'server/src/domain/events'],
  'server/src/domain/machines': ['ground', 'server/src/domain/accounts', 'server/src/domain/events'],
  'server/src/domain/runtimes': [
    'ground',
    'server/src/domain/accounts',
    'server/src/domain/artifacts',
    'server/src/domain/machines',
    'server/src/domain/events',
  ],

  'server/src/domain/commerce': [
    'ground',
    'server/src/domain/accounts',
    'server/src/domain/artifacts',
    'server/src/domain/runtimes',
    'server/src/domain/events',
  ],
  'server/src/domain/graphs': [
    'ground',
    'server/src/domain/accounts',
    'server/src/domain/artifacts',
    'server/src/domain/runtimes',
    'server/src/domain/events',
  ],
  // All that the process of an extension may read of ours.
  'server/src/domain/graphs/plugins/worker/inside': [],
  'server/src/domain/partners': [
    'ground',
    'server/src/domain/accounts',
    'server/src/domain/artifacts',
    'server/src/domain/runtimes',
    'server/src/domain/events',
  ],

  'server/src/http': ['ground', 'domain', 'server/src/deps.ts'],
  'server/src/surfaces/marketplace': ['ground', 'domain', 'server/src/http', 'server/src/deps.ts'],
  'server/src/surfaces/registry': ['ground', 'domain', 'server/src/http', 'server/src/deps.ts'],
  'server/src/surfaces/oauth': ['ground', 'domain', 'server/src/http', 'server/src/deps.ts'],
  'server/src/surfaces/studio': ['ground', 'domain', 'server/src/http', 'server/src/deps.ts'],
  'server/src/surfaces/grid': ['ground', 'domain', 'server/src/http', 'server/src/deps.ts'],
  'server/src/surfaces/machines': ['ground', 'domain', 'server/src/http', 'server/src/deps.ts'],
  'server/src/jobs': ['ground', 'domain', 'server/src/deps.ts'],
  'server/src/deps.ts': ['ground', 'domain', 'server/src/http'],
  'server/src/app.ts': [
    'ground',
    'domain',
    'server/src/http',
    'server/src/surfaces',
    'server/src/jobs',
    'server/src/deps.ts',
  ],
  'server/src/start.ts': ['server/src/app.ts', 'server/src/config.ts'],
  'server/src/main.js': ['server/src/quick-imports.js', 'server/src/start.ts'],
  'server/src/quick-imports.js': [],
}

// A feature of the web app knows the frame, the primitives and the editor's geometry, and no other feature.
for (const feature of readdirSync(join(ROOT, 'packages/web/src/features'))) {
  MAY_IMPORT[`web/src/features/${feature}`] = ['web/src/app', 'web/src/ui', 'web/src/graph-editor', 'sdk']
}

const GROUPS: Record<string, string[]> = {
  ground: [
    'server/src/fault.ts',
    'server/src/ids.ts',
    'server/src/import-gradually.ts',
    'server/src/addresses.ts',
    'server/src/config.ts',
    'server/src/signer.ts',
    'server/src/db',
    'server/src/blobs',
    'tensor',
  ],
  domain: ['server/src/domain'],
}

const isInside = (path: string, room: string) => path === room || path.startsWith(`${room}/`)

/** Every import of every source file, both ends as paths below packages/ (a package by its folder's name). */
function* imports(): Generator<{ from: string; to: string }> {
  for (const name of readdirSync(join(ROOT, 'packages'), { recursive: true, encoding: 'utf8' })) {
    if (!/^\w+\/src\/.*\.(?:tsx?|js)$/.test(name)) continue
    const text = readFileSync(join(ROOT, 'packages', name), 'utf8')
    for (const [, specifier = ''] of text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)) {
      if (specifier.startsWith('.')) yield { from: name, to: relative('.', join(dirname(name), specifier)) }
      else if (specifier.startsWith('@nodeyard/')) yield { from: name, to: specifier.split('/')[1]! }
    }
    for (const [, specifier = ''] of text.matchAll(/new URL\('(\.[^']+\.ts)'/g)) {
      yield { from: name, to: relative('.', join(dirname(name), specifier)) }
    }
  }
}

test('every source file stands in a room, and imports only what the room may', () => {
  const wrong: string[] = []
  for (const { from, to } of imports()) {
    const room = Object.keys(MAY_IMPORT)
      .filter((name) => isInside(from, name))
      .sort((a, b) => b.length - a.length)[0]
    if (room === undefined) {
      wrong.push(`${from} stands in no room`)
      continue
    }
    const allowed = [room, ...MAY_IMPORT[room]!].flatMap((name) => GROUPS[name] ?? [name])
    if (!allowed.some((name) => isInside(to, name))) wrong.push(`${from} may not import ${to}`)
  }
  assert.deepEqual(wrong, [])
})

test('a start does not wait for what graphs are made and computed with', () => {
  const VALUE_IMPORT = /^(?:import|export)\s(?!type\b)(?:[^'";]*?\sfrom\s)?\s*'([^']+)'/gm
  const loadedByFolder =
    /^server\/src\/(?:surfaces\/\w+\/routes\/.+|(?:jobs|domain\/runtimes\/kinds)\/[^/]+)\.ts$/
  const all = readdirSync(join(ROOT, 'packages'), { recursive: true, encoding: 'utf8' })
  const loaded = new Set(['server/src/start.ts', ...all.filter((name) => loadedByFolder.test(name))])
  // What is added on the way is looked at too.
  for (const name of loaded) {
    const text = readFileSync(join(ROOT, 'packages', name), 'utf8')
    for (const [, specifier = ''] of text.matchAll(VALUE_IMPORT)) {
      if (specifier.startsWith('.')) loaded.add(relative('.', join(dirname(name), specifier)))
      else if (specifier === '@nodeyard/tensor') assert.fail(`${name} imports the engine`)
    }
  }
  assert.ok(loaded.size > 500)
  assert.deepEqual(
    [...loaded].filter((name) => name.startsWith('server/src/domain/graphs/kinds')),
    [],
  )
})

test('only config and the place that starts the server read the environment', () => {
  const readers = readdirSync(join(ROOT, 'packages/server/src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .filter((name) => /process\.env/.test(readFileSync(join(ROOT, 'packages/server/src', name), 'utf8')))
  assert.deepEqual(readers, ['start.ts'])
})

test('the word node names nothing of ours in code', () => {
  const wrong: string[] = []
  for (const name of readdirSync(join(ROOT, 'packages/server/src'), { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.ts')) continue
    const text = readFileSync(join(ROOT, 'packages/server/src', name), 'utf8')
    for (const [found] of text.matchAll(/\b(?:const|let|function|class|interface|type) [nN]ode\w*/g)) {
      if (!/nodeSqlite|Nodeyard/.test(found)) wrong.push(`${name}: ${found}`)
    }
  }
  assert.deepEqual(wrong, [])
})

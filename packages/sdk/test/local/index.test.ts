import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import * as sdk from '../../src/index.ts'

const SRC = new URL('../../src/', import.meta.url)
const ROOT = fileURLToPath(new URL('../../../../', import.meta.url))

test('every function of the SDK is exported', async () => {
  for (const folder of ['accounts', 'artifacts', 'assets', 'deployments']) {
    for (const file of await readdir(new URL(`${folder}/`, SRC))) {
      // Not a function of the SDK, but what several of them stand on.
      if (file === 'kinds.ts') continue
      const name = file.replace(/\.ts$/, '').replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
      assert.equal(typeof (sdk as Record<string, unknown>)[name], 'function', `${folder}/${file}: ${name}`)
    }
  }
})

test('the client alone needs nothing of Node, so that a browser can use it', async () => {
  const seen = new Set<string>()
  const visit = async (url: URL) => {
    if (seen.has(url.href)) return
    seen.add(url.href)
    const text = await readFile(url, 'utf8')
    for (const [, typed, specifier = ''] of text.matchAll(
      /^(?:import|export)( type)? [^'"]*from '([^']+)'/gm,
    )) {
      if (typed) continue
      assert.doesNotMatch(specifier, /^node:/, `${url.pathname} imports ${specifier}`)
      if (specifier.startsWith('.')) await visit(new URL(specifier, url))
    }
  }
  await visit(new URL('client.ts', SRC))
  assert.ok(seen.size > 3)
})

test('the generated types are those of the server', () => {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/generate.ts', '--check'], {
    cwd: ROOT,
    encoding: 'utf8',
  })
  assert.equal(status, 0, stderr)
})

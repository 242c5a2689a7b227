import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import test from 'node:test'
import * as formats from '@nodeyard/tensor/formats'

const FOLDER = new URL('../../src/formats/', import.meta.url)

async function importsOf(file: string): Promise<string[]> {
  const text = await readFile(new URL(file, FOLDER), 'utf8')
  return Array.from(
    text.matchAll(/\bfrom '([^']+)'|\bimport\('([^']+)'\)/g),
    ([, from, dynamic]) => from ?? dynamic!,
  )
}

test('every file in the folder is reached from the index', async () => {
  const reached = new Set<string>()
  const queue = ['index.ts']
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    if (reached.has(file)) continue
    reached.add(file)
    for (const path of await importsOf(file)) queue.push(path.replace('./', ''))
  }
  assert.deepEqual([...reached].sort(), (await readdir(FOLDER)).sort())
})

test('nothing in the folder needs Node or any package', async () => {
  for (const file of await readdir(FOLDER)) {
    const text = await readFile(new URL(file, FOLDER), 'utf8')
    assert.deepEqual(
      (await importsOf(file)).filter((path) => !path.startsWith('./')),
      [],
      file,
    )
    assert.doesNotMatch(text, /(?<![.#\w])(Buffer|process|require|setImmediate|__dirname)\b[.(]/, file)
  }
})

test('the entry of the package is the index', () => {
  assert.equal(typeof formats.inspectFile, 'function')
  assert.equal(typeof formats.writeOnnx, 'function')
})

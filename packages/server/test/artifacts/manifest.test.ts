import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkManifest, type ManifestContext } from '../../src/domain/artifacts/check-manifest.ts'
import { fillManifest, sizeCategory } from '../../src/domain/artifacts/fill-manifest.ts'
import type { Manifest } from '../../src/domain/artifacts/manifest.ts'
import type { Fault } from '../../src/fault.ts'

const CONTEXT: ManifestContext = {
  kind: 'model',
  owner: 'acme',
  name: 'net',
  version: '1.0.0',
  files: [{ path: 'data/train.csv', sha256: 'a'.repeat(64), size: 1 }],
}

function problems(manifest: unknown, kind: 'model' | 'dataset' = 'model') {
  try {
    checkManifest(manifest as Manifest, { ...CONTEXT, kind }, ['body', 'manifest'])
    return []
  } catch (error) {
    return (error as Fault).detail.issues!.map(({ loc, message }) => `${loc.slice(2).join('.')} ${message}`)
  }
}

test('what the address says already is compared and left out', () => {
  const manifest = { name: 'acme/net', version: '1.0.0', task: 'x' }
  assert.deepEqual(checkManifest(manifest, CONTEXT, ['body', 'manifest']), { task: 'x' })
  assert.deepEqual(problems({ name: 'net' }), [])
  assert.deepEqual(problems({ name: 'other', version: '1.0.1' }), [
    'name says "other", but the address says "net"',
    'version says "1.0.1", but the address says "1.0.0"',
  ])
})

test('what is not a field is refused, and what belongs elsewhere is told so', () => {
  assert.match(problems({ metrics: { a: 1 } })[0]!, /^metrics is set after/)
  assert.match(problems({ aliases: ['x'] })[0]!, /^aliases is set after/)
  assert.match(problems({ frame_work: 'onnx' })[0]!, /is not a field of a model's manifest/)
  assert.match(problems({ framework: 'onnx' }, 'dataset')[0]!, /is not a field of a dataset's manifest/)
  assert.match(problems({ row_count: 1 })[0]!, /is not a field of a model's/)
})

test('a split names a file that is there', () => {
  assert.deepEqual(problems({ splits: { train: 'data/train.csv' } }, 'dataset'), [])
  assert.match(
    problems({ splits: { test: 'data/test.csv' } }, 'dataset')[0]!,
    /^splits\.test says "data\/test\.csv", which is not/,
  )
})

test('text is text, however deep it lies', () => {
  assert.match(problems({ summary: 'a\0b' })[0]!, /summary holds a control character/)
  assert.match(problems({ tags: ['fine', '\ud800'] })[0]!, /tags\.1 is not valid Unicode/)
  assert.match(problems({ origin: { a: { 'b\0': 1 } } })[0]!, /origin\.a has a key that holds a control/)
  assert.deepEqual(problems({ description: 'two\nlines\tand a tab 😀' }), [])
  const deep = JSON.parse(`${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`)
  assert.match(problems({ origin: deep })[0]!, /^origin is nested deeper/)
  assert.match(problems({ origin: { a: 'x'.repeat(300_000) } })[0]!, /longer than/)
})

test('what nobody said is filled in from the files', () => {
  const fill = (manifest: Manifest, paths: string[], parameterCount: number | null = null) =>
    fillManifest(manifest, { kind: 'model', name: 'net', paths, parameterCount })
  assert.deepEqual(fill({}, ['a.onnx', 'w/b.safetensors', 'c.pt'], 5), {
    pretty_name: 'net',
    framework: 'safetensors',
    size_category: '<1B',
  })
  assert.equal(fill({}, ['a.onnx', 'c.pth']).framework, 'onnx')
  assert.equal(fill({}, ['c.BIN']).framework, 'pytorch')
  assert.equal(fill({}, ['readme']).framework, 'safetensors')
  assert.equal(fill({ framework: 'custom', size_category: 'tiny' }, ['a.onnx'], 5).framework, 'custom')
  assert.equal(fill({ size_category: 'tiny' }, [], 5).size_category, 'tiny')
  assert.equal(fill({ description: 'long' }, []).summary, 'long')
  assert.equal(fill({ description: 'long', summary: 'short' }, []).summary, 'short')
  assert.equal(fill({ description: 'x'.repeat(5000) }, []).summary?.length, 1000)
  const dataset = fillManifest(
    {},
    { kind: 'dataset', name: 'd', paths: ['a.jsonl', 'b.csv'], parameterCount: 9 },
  )
  assert.deepEqual(dataset, { pretty_name: 'd', format: 'csv' })
})

test('a size is called as people call it', () => {
  const sizes = [0, 999_999_999, 1e9, 6.9e9, 7e9, 70e9, 71e9].map(sizeCategory)
  assert.deepEqual(sizes, ['<1B', '<1B', '1-7B', '1-7B', '7-70B', '7-70B', '>70B'])
})

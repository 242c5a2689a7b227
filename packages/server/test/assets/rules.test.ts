import assert from 'node:assert/strict'
import { test } from 'node:test'
import { licenceConflicts } from '../../src/domain/artifacts/licences/licence-conflicts.ts'
import { canonicalLicence, findLicence, listLicences } from '../../src/domain/artifacts/licences/licences.ts'
import { type Promised, requireHonestNumber } from '../../src/domain/artifacts/revisions/semver-rule.ts'
import { findMisfits } from '../../src/domain/artifacts/shards/check-fields.ts'
import { splitOf } from '../../src/domain/artifacts/shards/split-of.ts'

const image = (shape: (number | string | null)[], extra = {}) => ({
  name: 'image',
  dtype: 'float32',
  shape,
  ...extra,
})
const promised = (version: string, change: Partial<Promised> = {}): Promised => ({
  version,
  license: 'MIT',
  schema: { inputs: [image(['batch', 3])], outputs: [{ name: 'y', dtype: 'float32', shape: ['batch', 10] }] },
  columns: null,
  ...change,
})
const y = { name: 'y', dtype: 'float32', shape: ['batch', 10] }

/** What changes, from which number, and what the first honest number after it is. */
const BREAKS: [what: string, change: Partial<Promised>][] = [
  ['the licence changed from MIT to Apache-2.0', { license: 'Apache-2.0' }],
  ['the input image was', { schema: { inputs: [image(['batch', 4])], outputs: [y] } }],
  ['the input image was', { schema: { inputs: [image(['batch', 3], { dtype: 'int8' })], outputs: [y] } }],
  ['the input image is gone', { schema: { inputs: [], outputs: [y] } }],
  ['a new input mask', { schema: { inputs: [image(['batch', 3]), { ...y, name: 'mask' }], outputs: [y] } }],
  ['a new output z', { schema: { inputs: [image(['batch', 3])], outputs: [y, { ...y, name: 'z' }] } }],
]

for (const [what, change] of BREAKS) {
  test(`a MINOR may not hide that ${what}`, () => {
    for (const number of ['1.5.0', '1.4.1']) {
      assert.throws(() => requireHonestNumber(promised('1.4.0'), promised(number, change)), {
        code: 'validation_failed',
        message: new RegExp(`${what}.*needs 2\\.0\\.0 or higher`),
      })
    }
    requireHonestNumber(promised('1.4.0'), promised('2.0.0', change))
    requireHonestNumber(promised('0.4.0'), promised('0.5.0', change))
    assert.throws(() => requireHonestNumber(promised('0.4.0'), promised('0.4.1', change)), /needs 0\.5\.0/)
  })
}

test('what breaks nobody needs no MAJOR', () => {
  const harmless: Partial<Promised>[] = [
    { schema: { inputs: [image(['n', 3])], outputs: [y] } },
    { schema: { inputs: [image([null, 3])], outputs: [y] } },
    { schema: { inputs: [image(['batch', 3]), { ...y, name: 'mask', isOptional: true }], outputs: [y] } },
    { schema: null },
  ]
  for (const change of harmless) requireHonestNumber(promised('1.4.0'), promised('1.4.1', change))
  assert.throws(() => requireHonestNumber(promised('1.4.0'), promised('1.3.9')), /does not come after/)
})

test('columns of a dataset are a promise too', () => {
  const columns = { x: 'int64' }
  const parent = promised('1.0.0', { schema: null, columns })
  for (const changed of [{ x: 'string' }, {}, { x: 'int64', y: 'int64' }]) {
    assert.throws(
      () => requireHonestNumber(parent, promised('1.1.0', { schema: null, columns: changed as never })),
      /the column|new column/,
    )
  }
})

test('licences are known in any case, and as expressions', () => {
  assert.equal(canonicalLicence('apache-2.0'), 'Apache-2.0')
  assert.equal(canonicalLicence('nd-commercial-team'), 'ND-Commercial-Team')
  assert.equal(canonicalLicence('MIT OR Apache-2.0'), 'MIT OR Apache-2.0')
  for (const none of ['', 'Commercial', 'my own', 'MIT OR', 'OR'])
    assert.equal(canonicalLicence(none), undefined)
  assert.equal(findLicence('CC-BY-NC-4.0')?.commercialUse, false)
  assert.equal(findLicence('CC-BY-SA-4.0')?.shareAlike, true)
  assert.equal(findLicence('GPL-3.0-only')?.copyleft, 'strong')
  assert.equal(findLicence('ND-Commercial-Single-Seat')?.seats, 1)
  assert.ok(listLicences().length > 500)
})

test('a licence that clashes with what a work was made from is told of', () => {
  const from = (license: string | null, kind: 'dataset' | 'code' = 'dataset') => [
    { name: 'acme/data', kind, license },
  ]
  const codeOf = (license: string, theirs: string | null, isSold = false) =>
    licenceConflicts({ license, isSold }, from(theirs))[0]?.code
  assert.equal(codeOf('MIT', 'CC-BY-NC-4.0'), 'noncommercial')
  assert.equal(codeOf('ND-Commercial-Team', 'CC-BY-NC-4.0'), 'noncommercial')
  assert.equal(codeOf('CC-BY-NC-4.0', 'CC-BY-NC-4.0'), undefined)
  assert.equal(codeOf('CC-BY-NC-4.0', 'CC-BY-NC-4.0', true), 'noncommercial')
  assert.equal(codeOf('MIT', 'CC-BY-SA-4.0'), 'share_alike')
  assert.equal(codeOf('CC-BY-SA-4.0', 'CC-BY-SA-4.0'), undefined)
  assert.equal(codeOf('MIT', 'GPL-3.0-only'), 'copyleft')
  assert.equal(codeOf('GPL-3.0-only', 'GPL-3.0-only'), undefined)
  assert.equal(codeOf('MIT', 'CC-BY-4.0'), undefined)
  assert.equal(codeOf('MIT', 'MIT OR GPL-3.0-only'), undefined)
  assert.equal(codeOf('MIT', 'MIT AND GPL-3.0-only'), 'copyleft')
  assert.equal(codeOf('MIT', null), undefined)
  assert.equal(codeOf('MIT', 'ND-Commercial-Team'), 'no_redistribution')
})

test('a shard keeps the schema, with room where its format says no types', () => {
  const fields = { x: { type: 'float32', shape: [] }, frame: { type: 'uint8', shape: [-1, 3] } }
  const misfits = (found: Record<string, { type: string; shape: number[] }>, format: 'parquet' | 'csv') => [
    ...findMisfits({ fields }, found, format),
  ]
  const frame = { type: 'binary', shape: [] }
  assert.deepEqual(misfits({ x: { type: 'float32', shape: [] }, frame }, 'parquet'), [])
  assert.deepEqual(misfits({ x: { type: 'int64', shape: [] }, frame }, 'csv'), [])
  assert.deepEqual(misfits({ x: { type: 'int64', shape: [] }, frame }, 'parquet'), [
    'the column x must be float32, but is int64',
  ])
  assert.deepEqual(misfits({ y: { type: 'int64', shape: [] }, frame }, 'parquet'), [
    'the column x is missing',
    'the column y is not in the schema',
  ])
})

test('a split is told by the folder or the name', () => {
  const splits = {
    'train/0001.parquet': 'train',
    'data/test-00000-of-1.parquet': 'test',
    'val.csv': 'val',
    'points.csv': 'train',
    'README.md': '',
    'trainer.csv': 'train',
    'holdout/a.csv': 'holdout',
  }
  for (const [name, split] of Object.entries(splits)) assert.equal(splitOf(name), split, name)
})

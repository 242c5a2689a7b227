import assert from 'node:assert/strict'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { after, test } from 'node:test'
import { tensor } from '@nodeyard/tensor'
import { everyKindRuns } from './every-kind-runs.ts'
import { files, gap, numbers, offload, runKind } from './run-host-kind.ts'

after(() => offload.close())

const recorded = JSON.parse(readFileSync(new URL('classical.json', import.meta.url), 'utf8'))
mkdirSync(dirname(files.path('data', 'x')), { recursive: true })
const put = (name: string, content: string | Uint8Array) => writeFileSync(files.path('data', name), content)

test('TextInput and TensorInput hand on what was typed', async () => {
  assert.equal((await runKind('TextInput', {}, { value: 'hi' })).outputs.text, 'hi')
  const explicit = {
    shape: '2,2',
    value_mode: 'explicit',
    values: [
      [1, 2],
      [3, 4],
    ],
  }
  for (const dtype of ['float32', 'float64', 'int64', 'int32', 'bool']) {
    const { outputs } = await runKind('TensorInput', {}, { ...explicit, dtype })
    assert.equal(outputs.tensor.dtype, dtype)
    assert.deepEqual(await numbers(outputs.tensor), dtype === 'bool' ? [1, 1, 1, 1] : [1, 2, 3, 4])
    for (const value_mode of ['random', 'zeros', 'ones', 'arange']) {
      const filled = await runKind('TensorInput', {}, { shape: '3,2', value_mode, dtype, seed: 3 })
      assert.equal(filled.outputs.tensor.dtype, dtype)
      const elements = await numbers(filled.outputs.tensor)
      const again = await runKind('TensorInput', {}, { shape: '3,2', value_mode, dtype, seed: 3 })
      assert.deepEqual(await numbers(again.outputs.tensor), elements)
      if (value_mode === 'arange' && dtype !== 'bool') assert.deepEqual(elements, [0, 1, 2, 3, 4, 5])
      if (value_mode === 'ones') assert.deepEqual(elements, [1, 1, 1, 1, 1, 1])
    }
  }
  const scalar = await runKind('TensorInput', {}, { shape: '', value_mode: 'explicit', values: [[7]] })
  assert.deepEqual(scalar.outputs.tensor.shape, [])
  await assert.rejects(runKind('TensorInput', {}, { ...explicit, shape: '3' }), /4 values do not fill \[3\]/)
})

test('SyntheticDataset draws what scikit-learn draws', async () => {
  const options: Record<string, Record<string, unknown>> = {
    circles: { seed: 42 },
    moons: { seed: 42 },
    blobs: { seed: 7, centers: 4 },
    classification: { seed: 3 },
  }
  for (const [kind, params] of Object.entries(options)) {
    const { outputs } = await runKind('SyntheticDataset', {}, { kind, n_samples: 31, ...params })
    const { x, y } = recorded.synthetic[kind]
    assert.ok(gap(await numbers(outputs.tensor), x.flat()) < 1e-5, kind)
    assert.deepEqual(outputs.labels, y, kind)
    assert.deepEqual(outputs.columns, ['x0', 'x1'])
  }
})

test('TrainTestSplit chooses the rows that scikit-learn chooses', async () => {
  const labels = [...'abc'].flatMap((label) => new Array(50).fill(label))
  const features = tensor(
    Float32Array.from({ length: 150 }, (_, i) => i),
    { shape: [150, 1] },
  )
  for (const stratify of [false, true]) {
    const { outputs } = await runKind('TrainTestSplit', { features, labels }, { test_size: 0.23, stratify })
    const { train, test: tested } = recorded[stratify ? 'split_True' : 'split_False']
    assert.deepEqual(await numbers(outputs.x_train), train)
    assert.deepEqual(await numbers(outputs.x_test), tested)
    assert.deepEqual(
      outputs.y_test,
      tested.map((i: number) => labels[i]),
    )
    assert.equal(outputs.y_train.length, train.length)
  }
  const small = { features: tensor([[1], [2], [3]]), labels: ['a', 'b', 'b'] }
  await assert.rejects(runKind('TrainTestSplit', small, { test_size: 1 }), /above 0 and below 1/)
  await assert.rejects(runKind('TrainTestSplit', small, { stratify: true }), /"a" stands on one row/)
})

test('CSVReader reads numbers, labels and names', async () => {
  const { outputs } = await runKind('CSVReader', {}, { target_column: 'species' })
  assert.deepEqual(outputs.tensor.shape, [150, 4])
  assert.deepEqual(outputs.columns, ['sepal_length', 'sepal_width', 'petal_length', 'petal_width'])
  assert.equal(outputs.labels[149], 'virginica')
  assert.ok(gap((await numbers(outputs.tensor)).slice(0, 4), [5.1, 3.5, 1.4, 0.2]) < 1e-6)

  put('mixed.csv', 'a,"b, c",d\n1,x,\n2.5,y,-inf\n')
  const mixed = await runKind('CSVReader', {}, { path: 'mixed.csv', target_column: 'b, c' })
  assert.deepEqual(mixed.outputs.columns, ['a', 'd'])
  assert.deepEqual(await numbers(mixed.outputs.tensor), [1, Number.NaN, 2.5, Number.NEGATIVE_INFINITY])
  assert.deepEqual(mixed.outputs.labels, ['x', 'y'])
  put('bare.csv', '1,2\n3,4\n')
  const bare = await runKind(
    'CSVReader',
    {},
    { path: 'data/bare.csv', skip_header: false, include_columns: '1' },
  )
  assert.deepEqual(await numbers(bare.outputs.tensor), [2, 4])
  assert.deepEqual(bare.outputs.columns, ['1'])

  await assert.rejects(
    runKind('CSVReader', {}, { path: 'none.csv' }),
    /no file "none.csv": put it at .*none.csv/,
  )
  await assert.rejects(runKind('CSVReader', {}, { path: '../../x.csv' }), /inside/)
  await assert.rejects(runKind('CSVReader', {}, { path: 'mixed.csv', target_column: 'z' }), /no column "z"/)
  await assert.rejects(runKind('CSVReader', {}, { path: 'mixed.csv', include_columns: 'a,"b' }), /no column/)
  put('torn.csv', 'a,b\n1\n')
  await assert.rejects(runKind('CSVReader', {}, { path: 'torn.csv' }), /cannot be read/)
})

test('columns and rows are chosen by number or name', async () => {
  const given = {
    tensor: tensor([
      [1, 2, 3],
      [4, 5, 6],
    ]),
    columns: ['a', 'b', 'c'],
    labels: ['x', 'y'],
  }
  const take = async (kind: string, params: object) =>
    numbers((await runKind(kind, given, params as Record<string, unknown>)).outputs.tensor)
  assert.deepEqual(await take('ColumnSelector', { indices: '2, 0' }), [3, 1, 6, 4])
  assert.deepEqual(await take('ColumnSelector', { names: 'b' }), [2, 5])
  assert.deepEqual(await take('RowSelector', { indices: '1' }), [4, 5, 6])
  assert.deepEqual(await take('RowSelector', { names: 'y,x' }), [4, 5, 6, 1, 2, 3])
  const none = await runKind('ColumnSelector', given, { indices: '' })
  assert.deepEqual(none.outputs.tensor.shape, [2, 0])
  await assert.rejects(take('ColumnSelector', { indices: '3' }), /numbered 0 to 2/)
  await assert.rejects(take('RowSelector', { indices: '-1' }), /no row -1/)
  await assert.rejects(take('ColumnSelector', { names: 'z' }), /no column "z"/)
  const nameless = { tensor: given.tensor }
  await assert.rejects(runKind('RowSelector', nameless, { names: 'x' }), /connect the names/)
})

test('Normalize brings columns to one scale', async () => {
  const given = {
    tensor: tensor([
      [1, 5],
      [3, 5],
      [5, 5],
    ]),
  }
  const z = await runKind('Normalize', given)
  assert.ok(gap(await numbers(z.outputs.tensor), [-1.2247449, 0, 0, 0, 1.2247449, 0]) < 1e-5)
  assert.deepEqual(z.outputs.stats.mean, [3, 5])
  assert.ok(gap(z.outputs.stats.std, [1.6329932, 1]) < 1e-5)
  const m = await runKind('Normalize', given, { mode: 'minmax' })
  assert.deepEqual(await numbers(m.outputs.tensor), [0, 0, 0.5, 0, 1, 0])
  assert.deepEqual(m.outputs.stats, { min: [1, 5], max: [5, 5] })
  const u = await runKind(
    'Normalize',
    {
      tensor: tensor([
        [3, 4],
        [0, 0],
      ]),
    },
    { mode: 'unit_norm', axis: 1 },
  )
  assert.ok(gap(await numbers(u.outputs.tensor), [0.6, 0.8, 0, 0]) < 1e-6)
  await assert.rejects(runKind('Normalize', given, { axis: 2 }), /no axis 2/)
})

everyKindRuns(import.meta.url)

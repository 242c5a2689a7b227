import assert from 'node:assert/strict'
import { test } from 'node:test'
import { looksBatchable, proveRowIndependence } from '../../src/domain/runtimes/row-independence.ts'
import type { ModelSource } from '../../src/domain/runtimes/runtime.ts'
import { loadRuntimeKinds } from '../../src/domain/runtimes/runtime-kinds.ts'
import { addOne, identity, liar, lookup, simple, softmaxOverBatch, source, startOnnx } from './tiny-models.ts'

async function verdictOf(model: ModelSource) {
  await using runtime = await startOnnx()
  const loaded = await runtime.load(model)
  const verdict = await proveRowIndependence(loaded.schema, (inputs) => loaded.run(inputs))
  return verdict.areIndependent ? 'independent' : verdict.reason
}

test('a model whose rows do not touch may be batched, whatever its dtype and free axes', async () => {
  assert.equal(await verdictOf(addOne()), 'independent')
  assert.equal(await verdictOf(lookup()), 'independent')
  // Nothing in random samples tells; the batcher finds out.
  assert.equal(await verdictOf(liar()), 'independent')
  for (const dtype of ['float16', 'int64', 'bool', 'string'] as const) {
    assert.equal(await verdictOf(identity(dtype)), 'independent', dtype)
  }
})

test('a model whose rows look at each other may not', async () => {
  assert.match(await verdictOf(softmaxOverBatch()), /output "y" of a row changes with the rows beside it/)
  const sorted = simple(
    'sorted',
    [
      { type: 'Shape', inputs: ['x'], outputs: ['shape'] },
      { type: 'Slice', inputs: ['shape', 'from', 'to'], outputs: ['count'] },
      { type: 'TopK', inputs: ['x', 'count'], outputs: ['y', 'order'], attributes: { axis: { int: 0 } } },
    ],
    {
      initializers: {
        from: { dtype: 'int64', shape: [1], data: BigInt64Array.of(0n) },
        to: { dtype: 'int64', shape: [1], data: BigInt64Array.of(1n) },
      },
    },
  )
  assert.match(await verdictOf(sorted), /changes with the rows beside it/)
  const transposed = simple('transposed', [{ type: 'Transpose', inputs: ['x'], outputs: ['y'] }], {
    y: [null, null],
  })
  assert.match(await verdictOf(transposed), /do not share a first axis/)
  const product = simple(
    'product',
    [
      { type: 'Transpose', inputs: ['x'], outputs: ['t'] },
      { type: 'MatMul', inputs: ['x', 't'], outputs: ['y'] },
    ],
    { y: ['batch', null] },
  )
  assert.match(await verdictOf(product), /changes with the rows/)
})

test('a schema that is not made of rows is not even tried', async () => {
  const shapes = (
    x: (string | number | null)[],
    z: (string | number | null)[],
    y: (string | number | null)[],
  ) =>
    looksBatchable({
      inputs: [
        { name: 'x', dtype: 'float32', shape: x },
        { name: 'z', dtype: 'float32', shape: z },
      ],
      outputs: [{ name: 'y', dtype: 'float32', shape: y }],
    })
  assert.ok(shapes(['n', 2], ['n', 3], ['n']))
  assert.ok(shapes([null, 2], [null, 3], [null]))
  assert.ok(shapes(['n', 2], ['n', 3], []))
  assert.ok(!shapes(['n', 2], ['m', 3], ['n']))
  assert.ok(!shapes(['n', 2], [2, 3], ['n']))
  assert.ok(!shapes(['n', 2], [], ['n']))
  assert.ok(!shapes(['n', 2], ['n', 3], [1]))
  assert.ok(!looksBatchable({ inputs: [], outputs: [] }))
})

test('a model that accepts none of the samples is not batched', async () => {
  const picky = source('picky', {
    inputs: [{ name: 'x', dtype: 'float32', shape: ['n', 'width'] }],
    outputs: [{ name: 'y', dtype: 'float32', shape: ['n', 'width'] }],
    initializers: { seven: { dtype: 'float32', shape: [7], data: new Float32Array(7) } },
    operations: [{ type: 'Add', inputs: ['x', 'seven'], outputs: ['y'] }],
  })
  assert.match(await verdictOf(picky), /no sample could be found that it accepts/)
})

test('every file in kinds is a kind under its own name', async () => {
  for (const [name, kind] of await loadRuntimeKinds()) assert.equal(kind.name, name)
})

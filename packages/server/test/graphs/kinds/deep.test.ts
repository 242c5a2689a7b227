import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ones, randn } from '@nodeyard/tensor'
import { checkCases } from './check-cases.ts'
import { everyKindRuns } from './every-kind-runs.ts'
import { asTensor, numbersOf, runKind } from './run-kind.ts'

checkCases('deep')

test('attention hands its labels on, or numbers the positions', async () => {
  const inputs = { tensor: ones([3, 8]) }
  for (const kind of ['deep:Edu-SelfAttention', 'deep:Edu-MultiHeadAttention']) {
    const named = await runKind(kind, { inputs: { ...inputs, labels: ['a', 'b', 'c'] } })
    assert.deepEqual(named.outputs.labels, ['a', 'b', 'c'])
    const plain = await runKind(kind, { inputs })
    assert.deepEqual(plain.outputs.labels, ['0', '1', '2'])
  }
  const across = { query: ones([2, 8]), context: ones([3, 8]), q_labels: ['x', 'y'] }
  const { outputs } = await runKind('deep:Edu-CrossAttention', { inputs: across })
  assert.deepEqual(
    [outputs.q_labels, outputs.k_labels],
    [
      ['x', 'y'],
      ['0', '1', '2'],
    ],
  )
})

test('the weights start from the seed parameter, whatever the run’s', async () => {
  const cases: [string, Record<string, unknown>, string][] = [
    ['deep:Edu-SelfAttention', { tensor: randn([3, 8]) }, 'output'],
    ['deep:Edu-MultiHeadAttention', { tensor: randn([3, 8]) }, 'output'],
    ['deep:Edu-CrossAttention', { query: randn([3, 8]), context: randn([2, 8]) }, 'output'],
    ['deep:Edu-ResBlock', { tensor: randn([1, 8, 2, 2]) }, 'tensor'],
    ['RNNCell', { tensor: randn([1, 8]) }, 'hidden'],
    ['TimestepEmbedding', { timestep: ones([1]) }, 'embedding'],
  ]
  for (const [kind, inputs, output] of cases) {
    const runs = [
      await runKind(kind, { inputs, seed: 1 }),
      await runKind(kind, { inputs, seed: 2 }),
      await runKind(kind, { inputs, params: { seed: 1 } }),
    ]
    const [first, same, other] = await numbersOf(runs.map(({ outputs }) => asTensor(outputs[output])))
    assert.deepEqual(first, same, kind)
    assert.notDeepEqual(first, other, kind)
  }
})

test('what cannot be cut into patches or groups is refused in words', async () => {
  const image = ones([1, 3, 6, 8])
  await assert.rejects(
    runKind('deep:Edu-Patchify', { inputs: { image }, params: { patch_size: 4 } }),
    /patches of 4 do not fill an image of 6 by 8/,
  )
  await assert.rejects(
    runKind('deep:Edu-ResBlock', { inputs: { tensor: image }, params: { out_channels: 6 } }),
    /6 channels do not make 4 groups/,
  )
  await assert.rejects(
    runKind('RNNCell', { inputs: { tensor: ones([2, 3]) } }),
    /the input is \[N, 8\], not \[2,3\]/,
  )
})

everyKindRuns(import.meta.url)

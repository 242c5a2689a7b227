import assert from 'node:assert/strict'
import { test } from 'node:test'
import { randn } from '@nodeyard/tensor'
import { checkCases } from './check-cases.ts'
import { everyKindRuns } from './every-kind-runs.ts'
import { asTensor, numbersOf, runKind } from './run-kind.ts'

checkCases('transformer')

test('TransformerEncoder drops out by the seed of its run', async () => {
  const params = { d_model: 8, nhead: 2, num_layers: 1, dim_feedforward: 8 }
  const inputs = { tensor: randn([3, 2, 8]) }
  const { module } = await runKind('TransformerEncoder', { params, inputs })
  const state = module!.stateDict()
  const runs = await Promise.all(
    [1, 1, 2].map((seed) => runKind('TransformerEncoder', { params, inputs, state, seed })),
  )
  const [first, same, other] = await numbersOf(runs.map(({ outputs }) => asTensor(outputs.tensor)))
  assert.deepEqual(first, same)
  assert.notDeepEqual(first, other)
})

test('MoELayer follows from its seed alone and takes a sequence without a batch', async () => {
  const params = { num_experts: 3, top_k: 2, hidden_dim: 4, expert_hidden_dim: 6 }
  const x = randn([5, 4])
  const runs = await Promise.all([
    runKind('MoELayer', { params, inputs: { x }, seed: 1 }),
    runKind('MoELayer', { params, inputs: { x: x.unsqueeze(0) }, seed: 2 }),
    runKind('MoELayer', { params: { ...params, seed: 7 }, inputs: { x } }),
  ])
  for (const { outputs, module } of runs) {
    const shapes = ['output', 'routing_weights', 'expert_indices'].map(
      (port) => asTensor(outputs[port]).shape,
    )
    assert.deepEqual(shapes, [
      [1, 5, 4],
      [1, 5, 2],
      [1, 5, 2],
    ])
    assert.equal(module, undefined)
  }
  const [first, same, other] = await numbersOf(runs.map(({ outputs }) => asTensor(outputs.output)))
  assert.deepEqual(first, same)
  assert.notDeepEqual(first, other)
  const few = { ...params, top_k: 4 }
  await assert.rejects(runKind('MoELayer', { params: few, inputs: { x } }), /top_k is at most .* 3, not 4/)
})

everyKindRuns(import.meta.url)

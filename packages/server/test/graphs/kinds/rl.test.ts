import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ones, type Tensor } from '@nodeyard/tensor'
import { ActorCritic } from '../../../src/domain/graphs/networks/actor-critic.ts'
import { QNetwork } from '../../../src/domain/graphs/networks/q-network.ts'
import { RewardNetwork } from '../../../src/domain/graphs/networks/reward-network.ts'
import { checkCases } from './check-cases.ts'
import { everyKindRuns } from './every-kind-runs.ts'
import { asTensor, numbersOf, runKind } from './run-kind.ts'

checkCases('rl')
checkCases('pack-rl')

const networks = [
  { kind: 'DQN', input: 'state', output: 'action', made: QNetwork, params: { state_dim: 4 }, without: [2] },
  {
    kind: 'PPO',
    input: 'state',
    output: 'action',
    made: ActorCritic,
    params: { state_dim: 4 },
    without: [2],
  },
  {
    kind: 'RewardModel',
    input: 'hidden_states',
    output: 'rewards',
    made: RewardNetwork,
    params: { input_dim: 4 },
    without: [1],
  },
] as const

for (const { kind, input, output, made, params, without } of networks) {
  test(`${kind} runs its own network, or tells zeros when nothing is wired to it`, async () => {
    const states = ones([3, 4])
    const { outputs } = await runKind(kind, { params, inputs: { [input]: states } })
    assert.ok(outputs.model instanceof made)
    const [told, own] = await numbersOf([
      asTensor(outputs[output]),
      (outputs.model as { forward(x: Tensor): Tensor }).forward(states),
    ])
    assert.deepEqual(told, own)
    const alone = await runKind(kind, { params })
    const [zeros] = await numbersOf([asTensor(alone.outputs[output])])
    assert.deepEqual(asTensor(alone.outputs[output]).shape, without)
    assert.ok(zeros!.every((x) => x === 0))
  })
}

test('RewardModel follows from its seed alone', async () => {
  const inputs = { hidden_states: ones([2, 128]) }
  const runs = await Promise.all([
    runKind('RewardModel', { inputs, seed: 1 }),
    runKind('RewardModel', { inputs, seed: 2 }),
    runKind('RewardModel', { inputs, params: { seed: 1 } }),
  ])
  const [first, same, other] = await numbersOf(runs.map(({ outputs }) => asTensor(outputs.rewards)))
  assert.deepEqual(first, same)
  assert.notDeepEqual(first, other)
})

everyKindRuns(import.meta.url)

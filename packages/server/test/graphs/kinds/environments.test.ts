import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Environment } from '../../../src/domain/graphs/environments/environment.ts'
import { makeEnvironment } from '../../../src/domain/graphs/environments/environments.ts'
import type { Task } from './environment-task.ts'
import { everyKindRuns } from './every-kind-runs.ts'
import { asTensor, numbersOf, readFixture, runKind } from './run-kind.ts'

/** What Gymnasium keeps as float32 differs from the exact numbers by this much, after many steps too. */
const TOLERANCE = 2e-5

for (const { name, maxSteps, start, actions, steps } of readFixture<Task[]>('environments')) {
  test(`${name} moves as Gymnasium's does`, () => {
    const env = makeEnvironment(name, 1)
    env.state = start
    const known = new Map(steps.map((step) => [step.at, step]))
    for (const [i, action] of actions.entries()) {
      const { observation, reward, terminated, truncated } = env.step(action)
      assert.equal(truncated, i + 1 >= maxSteps)
      const wanted = known.get(i)
      if (!wanted) continue
      close(env.state, wanted.state, `state ${i}`)
      close(observation, wanted.observation, `observation ${i}`)
      close([reward], [wanted.reward], `reward ${i}`)
      assert.equal(terminated, wanted.terminated, `end ${i}`)
    }
  })
}

test('an episode starts where its seed says, anew at every reset', async () => {
  const ranges: [string, low: number[], high: number[]][] = [
    ['CartPole-v1', Array(4).fill(-0.05), Array(4).fill(0.05)],
    ['MountainCar-v0', [-0.6, 0], [-0.4, 0]],
    ['Acrobot-v1', Array(4).fill(-0.1), Array(4).fill(0.1)],
    ['Pendulum-v1', [-Math.PI, -1], [Math.PI, 1]],
  ]
  for (const [name, low, high] of ranges) {
    const [one, same, other] = [makeEnvironment(name, 1), makeEnvironment(name, 1), makeEnvironment(name, 2)]
    assert.deepEqual(one.state, same.state)
    assert.notDeepEqual(one.state, other.state)
    const first = one.state
    for (let i = 0; i < 20; i++) {
      one.reset()
      assert.ok(
        one.state.every((x, k) => x >= low[k]! && x <= high[k]!),
        `${name}: ${one.state}`,
      )
    }
    assert.notDeepEqual(one.state, first)
  }
})

test('EnvWrapper hands out an environment and its first observation, by its seed', async () => {
  const { outputs } = await runKind('EnvWrapper', { params: { env_name: 'Acrobot-v1' }, seed: 5 })
  const env = outputs.env as Environment
  const [observation] = await numbersOf([asTensor(outputs.observation)])
  close(observation!, env.observe(), 'observation')
  assert.equal(observation!.length, 6)
  await assert.rejects(
    runKind('EnvWrapper', { params: { env_name: 'Chess-v0' } }),
    /no environment "Chess-v0"; there are CartPole-v0, CartPole-v1/,
  )
  assert.throws(() => env.step(3), /Acrobot-v1 has the actions 0 to 2, not 3/)
})

function close(found: readonly number[], wanted: readonly number[], where: string): void {
  assert.equal(found.length, wanted.length, where)
  for (const [i, x] of wanted.entries()) {
    assert.ok(Math.abs(found[i]! - x) <= TOLERANCE * (1 + Math.abs(x)), `${where}: ${found} is not ${wanted}`)
  }
}

everyKindRuns(import.meta.url)

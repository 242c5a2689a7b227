import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import type { Task } from './environment-task.ts'
import { asTensor, type Case, catalogue, numbersOf, readFixture, runKind } from './run-kind.ts'

/** Debian's, as `.ci/run` installs it. */
const PYTHON = '/usr/bin/python3'

function hasTorch(): boolean {
  try {
    execFileSync(PYTHON, ['-I', '-c', 'import torch, numpy'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
const skip = hasTorch() ? false : 'there is no PyTorch here: apt install python3-torch'

const CATEGORIES = [
  'cnn',
  'deep',
  'diffusion',
  'normalization',
  'pack-rl',
  'rl',
  'rnn',
  'tensor-operations',
  'transformer',
  'utility',
]

/** What a script calls the body with: inputs, and parameters, which give way to inputs of the same name. */
function argumentsOf({ kind: name, params, inputs }: Case): Record<string, unknown> {
  const kind = catalogue.get(name)!
  const values = Object.entries(kind.params).map(([param, { parse, default: value }]) => [
    Object.hasOwn(kind.inputs, param) ? `${param}_param` : param,
    Object.hasOwn(params, param) ? parse(params[param]) : value,
  ])
  const unwired = Object.keys(kind.inputs).map((input) => [input, null])
  return { seed: 0, ...Object.fromEntries(unwired), ...Object.fromEntries(values), ...inputs }
}

test('the Python of every kind gives the same as PyTorch did', { skip }, () => {
  const cases = CATEGORIES.flatMap((category) => readFixture<Case[]>(category))
  const given = cases.map((recorded, i) => {
    const { kind, outputs, state, isEval } = recorded
    const { python, outputs: ports, outputsOf, params } = catalogue.get(kind)!
    const live = outputsOf?.({ ...defaultsOf(params), ...recorded.params }) ?? ports
    return {
      title: `${kind} (case ${i})`,
      body: python,
      arguments: argumentsOf(recorded),
      weights: state ?? null,
      isEval: isEval === true,
      outputs,
      ports: Object.keys(live),
    }
  })
  assert.deepEqual(problemsOf(given), [])
})

test('environments move in scripts as they do here, from the same start', { skip }, async () => {
  const tasks = readFixture<Task[]>('environments')
  const given = await Promise.all(
    tasks.map(async ({ name, start, actions, steps }) => {
      const seed = 12_345_678_901
      const { outputs } = await runKind('EnvWrapper', { params: { env_name: name }, seed })
      const observation = asTensor(outputs.observation)
      const [data] = await numbersOf([observation])
      return {
        title: name,
        body: catalogue.get('EnvWrapper')!.python,
        arguments: { env_name: name, seed },
        weights: null,
        isEval: false,
        outputs: { observation: { shape: observation.shape, dtype: observation.dtype, data } },
        ports: Object.keys(outputs),
        episode: { start, actions, steps },
      }
    }),
  )
  assert.equal(given.length, 6)
  assert.deepEqual(problemsOf(given), [])
})

/** What the checker has to say of some bodies. */
function problemsOf(given: readonly object[]): string[] {
  const checker = fileURLToPath(new URL('check_bodies.py', import.meta.url))
  const told = execFileSync(PYTHON, ['-I', checker], { input: JSON.stringify(given), encoding: 'utf8' })
  return JSON.parse(told)
}

test('every kind of these categories has a translation', () => {
  const groups = ['CNN', 'Normalization', 'RNN', 'Transformer', 'Tensor Operations', 'Diffusion', 'RL']
  const without = [...catalogue]
    .filter(([, { category, python }]) => groups.includes(category) && python === undefined)
    .map(([name]) => name)
  assert.deepEqual(without, [])
})

test('kinds ask for their weights before they look at their inputs', () => {
  for (const [name, { weights, params, run }] of catalogue) {
    if (!weights) continue
    let isMade = false
    const context = {
      module(make: () => unknown) {
        make()
        isMade = true
        throw new Error('enough')
      },
    } as never
    assert.throws(() => run({} as never, defaultsOf(params) as never, context), /enough/, name)
    assert.ok(isMade, name)
  }
})

const defaultsOf = (params: Record<string, { default: unknown }>) =>
  Object.fromEntries(Object.entries(params).map(([name, { default: value }]) => [name, value]))

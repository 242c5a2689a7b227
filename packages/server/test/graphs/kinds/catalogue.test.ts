import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Port } from '../../../src/domain/graphs/ports.ts'
import { catalogue, readFixture } from './run-kind.ts'

/** A kind as clients of the studio know it. A name with a question mark is an input that may be left out. */
interface Listed {
  name: string
  category: string
  inputs: Record<string, string>
  outputs: Record<string, string>
  params: { name: string; type: string; default: unknown }[]
  weights?: string[]
  hasSteps?: boolean
}

const listed = readFixture<Listed[]>('catalogue')

/** Categories, and packs, of which every kind must be there. The rest is compared as far as it exists. */
const COMPLETE = [
  'Classical',
  'CNN',
  'Control',
  'Normalization',
  'RL',
  'RNN',
  'Tensor Operations',
  'Transformer',
  'deep',
  'rl',
]

const groupOf = ({ name, category }: Listed) => (name.includes(':') ? name.split(':')[0]! : category)

const portsOf = (ports: Record<string, Port>) =>
  Object.fromEntries(
    Object.entries(ports).map(([name, { dataType, optional }]) => [optional ? `${name}?` : name, dataType]),
  )

test('the list has every kind once', () => {
  assert.equal(new Set(listed.map(({ name }) => name)).size, 130)
  assert.equal(listed.filter(({ name }) => name.includes(':')).length, 20)
})

for (const group of COMPLETE) {
  test(`${group} is complete`, () => {
    const wanted = listed.filter((one) => groupOf(one) === group)
    assert.ok(wanted.length > 0)
    assert.deepEqual(
      wanted.map(({ name }) => name).filter((name) => !catalogue.has(name)),
      [],
    )
  })
}

test('no kind is there that clients do not know', () => {
  const names = new Set(listed.map(({ name }) => name))
  assert.deepEqual(
    [...catalogue.keys()].filter((name) => !names.has(name)),
    [],
  )
})

for (const wanted of listed) {
  const kind = catalogue.get(wanted.name)
  if (!kind) continue
  test(`${wanted.name} is what clients know`, () => {
    assert.equal(kind.category, wanted.category)
    assert.deepEqual(Object.entries(portsOf(kind.inputs)), Object.entries(wanted.inputs), 'inputs')
    assert.deepEqual(Object.entries(portsOf(kind.outputs)), Object.entries(wanted.outputs), 'outputs')
    const params = Object.entries(kind.params).map(
      ([name, { type, default: value, options, min, max, visibleWhen }]) => ({
        name,
        type,
        default: value,
        ...(options && { options }),
        ...(min !== undefined && { min }),
        ...(max !== undefined && { max }),
        ...(visibleWhen && { visibleWhen }),
      }),
    )
    assert.deepEqual(params, wanted.params)
    assert.deepEqual(kind.weights, wanted.weights)
    assert.equal(kind.steps !== undefined, wanted.hasSteps === true, 'steps')
    assert.ok(kind.description.length > 20, 'a description')
    for (const [name, { description }] of [...Object.entries(kind.inputs), ...Object.entries(kind.outputs)]) {
      if (wanted.category !== 'Control')
        assert.notEqual(description, '', `the port ${name} has no description`)
    }
    for (const [name, { description }] of Object.entries(kind.params)) {
      assert.ok(description, `the parameter ${name} has no description`)
    }
  })
}

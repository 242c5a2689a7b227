import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import type { Port } from '../../../src/domain/graphs/ports.ts'
import { PROVING_FILES, proofOf } from './every-kind-runs.ts'
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

const portsOf = (ports: Record<string, Port>) =>
  Object.fromEntries(
    Object.entries(ports).map(([name, { dataType, optional }]) => [optional ? `${name}?` : name, dataType]),
  )

test('the list has every kind once', () => {
  assert.equal(new Set(listed.map(({ name }) => name)).size, 130)
  assert.equal(listed.filter(({ name }) => name.includes(':')).length, 20)
})

test('every kind that clients know is there', () => {
  assert.deepEqual(
    listed.map(({ name }) => name).filter((name) => !catalogue.has(name)),
    [],
  )
})

test('every kind is run with real values by a test that makes sure of it', () => {
  assert.deepEqual(
    [...catalogue.keys()].filter((name) => proofOf(name) === undefined),
    [],
  )
  for (const file of PROVING_FILES) {
    const text = readFileSync(new URL(file, import.meta.url), 'utf8')
    assert.match(text, /\neveryKindRuns\(import\.meta\.url\)\n$/, file)
  }
})

test('no kind is there that clients do not know', () => {
  const names = new Set(listed.map(({ name }) => name))
  assert.deepEqual(
    [...catalogue.keys()].filter((name) => !names.has(name)),
    [],
  )
})

for (const wanted of listed) {
  test(`${wanted.name} is what clients know`, () => {
    const kind = catalogue.get(wanted.name)!
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

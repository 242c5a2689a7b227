import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { exampleGraphs } from '../../../src/domain/graphs/example-graphs.ts'
import type { Port } from '../../../src/domain/graphs/ports.ts'
import { builtInPresets } from '../../../src/domain/graphs/presets/presets.ts'
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

/** Every kind in a graph that ships; the test of the examples runs them all. */
const kindsIn = (boxes: readonly { type: string }[]) => boxes.map(({ type }) => type)

test('every kind is run with real values by some test', async () => {
  const run = new Set<string>()
  for (const { nodes } of (await exampleGraphs()).values()) for (const type of kindsIn(nodes)) run.add(type)
  for (const { nodes } of (await builtInPresets()).values()) for (const type of kindsIn(nodes)) run.add(type)
  const here = new URL('./', import.meta.url)
  for (const file of readdirSync(new URL('fixtures/', here))) {
    // What PyTorch made of a kind, case by case.
    const cases = JSON.parse(readFileSync(new URL(`fixtures/${file}`, here), 'utf8')) as { kind?: string }[]
    if (Array.isArray(cases)) for (const { kind } of cases) if (kind !== undefined) run.add(kind)
  }
  const folders = [here, new URL('../', here), new URL('../../studio/', here)]
  for (const file of folders.flatMap((folder) => readdirSync(folder).map((name) => new URL(name, folder)))) {
    if (!file.pathname.endsWith('.test.ts')) continue
    const text = readFileSync(file, 'utf8')
    // A kind that is run by itself, or is in a graph that is drawn and run.
    for (const [, name] of text.matchAll(/\brun(?:Kind|Verbosely)?\(\s*'([\w:-]+)'/g)) run.add(name!)
    for (const [, name] of text.matchAll(/\w+: \['([\w:-]+)'[,\]]|box\('[\w-]+', '([\w:-]+)'/g))
      run.add(name!)
    for (const [, name] of text.matchAll(/box\('[\w-]+', '([\w:-]+)'/g)) run.add(name!)
  }
  assert.deepEqual(
    [...catalogue.keys()].filter((name) => !run.has(name)),
    [],
  )
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

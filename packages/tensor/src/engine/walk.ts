import { createHash } from 'node:crypto'
import type { Cell } from '../graph/cell.ts'
import { sizeOf } from '../graph/shape.ts'
import { TensorError } from '../graph/tensor-error.ts'
import type { Call, Leaf, RandomFill, RandomKey, Value } from '../graph/value.ts'

/** Where an input of a program comes from at a run. */
export type Origin =
  | { kind: 'data'; leaf: Leaf & { kind: 'data' } }
  | { kind: 'cell'; cell: Cell; version?: number }
  | { kind: 'argument'; position: number }
  | { kind: 'random'; fill: RandomFill; key: RandomKey; isPerRun: boolean }

export interface ProgramInput {
  name: string
  value: Value
  origin: Origin
}

/** The part of the graph that some outputs need, each thing once, everything after what it needs. */
export interface Walk {
  /** Equal for graphs of equal structure, whatever data flows through them. */
  key: string
  calls: { call: Call; inputs: string[]; outputs: string[] }[]
  inputs: ProgramInput[]
  constants: Map<string, Value>
  /** Names of the outputs asked for. */
  outputs: string[]
  /** Names that something uses. */
  used: Set<string>
}

/**
 * Walks the graph below some outputs, merging calls that compute the same. Names count up in the order of the
 * walk, so graphs of equal structure get equal names, and one model serves both.
 */
export function* walk(outputs: readonly Value[]): Generator<void, Walk> {
  const result: Walk = {
    key: '',
    calls: [],
    inputs: [],
    constants: new Map(),
    outputs: [],
    used: new Set(),
  }
  const names = new Map<Value, string>()
  const merged = new Map<string, string[]>()
  const keys: string[] = []
  let count = 0

  const visitLeaf = (value: Value): void => {
    const origin = originOf(value)
    const name = `v${count++}`
    if (origin === undefined) {
      const key = constantKey(value)
      const known = merged.get(key)
      names.set(value, known?.[0] ?? name)
      if (known) return
      merged.set(key, [name])
      result.constants.set(name, value)
      keys.push(`${name}=${key}`)
      return
    }
    names.set(value, name)
    result.inputs.push({ name, value, origin })
    keys.push(`${name}=${value.dtype}[${value.shape}]`)
  }

  const visitCall = (call: Call): void => {
    const inputs = call.inputs.map((input) => names.get(input)!)
    const key = `${call.op.name}${attributesKey(call.attributes)}(${inputs})`
    let own = merged.get(key)
    if (own === undefined) {
      own = call.outputs.map(() => `v${count++}`)
      merged.set(key, own)
      for (const input of inputs) result.used.add(input)
      result.calls.push({ call, inputs, outputs: own })
      keys.push(`${own}=${key}`)
    }
    for (const output of call.outputs) if (!names.has(output)) names.set(output, own[output.index]!)
  }

  // Depth first without recursion: a call is entered once to push what it needs, and once more to be made.
  const stack: Value[] = outputs.toReversed()
  const entered = new Set<Call>()
  for (let steps = 0; stack.length > 0; steps++) {
    if (steps % 64 === 63) yield
    const value = stack.at(-1)!
    if (names.has(value)) stack.pop()
    else if (value.held !== undefined || value.source.kind !== 'call') visitLeaf(value)
    else if (entered.has(value.source)) visitCall(value.source)
    else {
      entered.add(value.source)
      for (const input of value.source.inputs.toReversed()) if (!names.has(input)) stack.push(input)
    }
  }

  result.outputs = outputs.map((value) => names.get(value)!)
  for (const name of result.outputs) result.used.add(name)
  result.key = `${keys.join(';')}>${result.outputs}`
  return result
}

/** Where a leaf comes from; undefined for a constant. */
export function originOf({ source, held }: Value): Origin | undefined {
  if (held) return { kind: 'cell', cell: held }
  if (source.kind === 'data') return { kind: 'data', leaf: source }
  if (source.kind === 'stored') return { kind: 'cell', cell: source.cell, version: source.version }
  if (source.kind === 'argument') return { kind: 'argument', position: source.position }
  if (source.kind === 'random') return { ...source, kind: 'random' }
  return undefined
}

const attributeKeys = new WeakMap<object, string>()

function attributesKey(attributes: object): string {
  let key = attributeKeys.get(attributes)
  // JSON has no Infinity or NaN: both would read as null.
  key ??= JSON.stringify(attributes, (_, value) =>
    typeof value === 'number' && !Number.isFinite(value) ? String(value) : value,
  )
  attributeKeys.set(attributes, key)
  return key
}

function constantKey({ source, dtype, shape }: Value): string {
  if (source.kind !== 'constant') throw new TensorError('argument', `a ${source.kind} is no constant`)
  source.key ??=
    sizeOf(shape) <= 16
      ? Array.from(source.data as Float64Array, (element) => (Object.is(element, -0) ? '-0' : element)).join()
      : createHash('sha256').update(source.data).digest('base64')
  return `${dtype}[${shape}]{${source.key}}`
}

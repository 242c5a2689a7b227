import type { Cell } from '../../graph/cell.ts'
import { sameShape, sizeOf } from '../../graph/shape.ts'
import type { Call, Value } from '../../graph/value.ts'
import { components } from './components.ts'
import { fitsLanes } from './lane-ops.ts'
import type { Rule } from './rule.ts'
import { RuleWriter } from './rule-writer.ts'

/** Where an update finds an operand: among the outputs of the model, or among what it is handed besides. */
export type Place = { readonly output: number } | { readonly extra: number }

/** One pass over tensors of `size` elements, which writes some of them in place. */
export interface Update {
  readonly rule: Rule
  readonly size: number
  readonly tensors: readonly Place[]
  readonly scalars: readonly Place[]
}

/** A step, divided into what ONNX Runtime computes and what is updated in place afterwards. */
export interface Fusion {
  /** The model's outputs: the results (in some shape of as many elements), then what goes to `written`, then what only updates read. */
  outputs: Value[]
  written: Cell[]
  updates: Update[]
  /** Cells that updates write. */
  updated: Cell[]
  /** Leaves that updates read, beside outputs. */
  extras: Value[]
}

/** Leaves every assignment to ONNX Runtime: the plain form of a step. */
export function unfused(results: readonly Value[], assigned: ReadonlyMap<Cell, Value>): Fusion {
  const outputs = [...results, ...assigned.values()]
  return { outputs, written: [...assigned.keys()], updates: [], updated: [], extras: [] }
}

/**
 * Finds assignments of elementwise expressions (an optimizer's, whatever its rule; running averages) and turns
 * them into updates in place: one pass over weights, gradient and moments where ONNX Runtime makes one for each op.
 *
 * An op goes into an update when nothing but updates needs it. What else they read (gradients, rates) becomes an
 * output of the model. Updates that touch a cell which one of them writes are one: within it, all is read before
 * anything is written.
 */
export function* fuse(
  results: readonly Value[],
  assigned: ReadonlyMap<Cell, Value>,
): Generator<void, Fusion> {
  const order = yield* callsBelow([...results, ...assigned.values()])
  const needed = [...results]
  for (const [cell, value] of assigned) if (cell.dtype !== 'float32') needed.push(value)
  const fused = yield* fusible(order, needed)
  const targets = new Map<Cell, Call>()
  for (const [cell, { source }] of assigned) {
    if (source.kind === 'call' && fused.has(source)) targets.set(cell, source)
  }
  const written = [...assigned.keys()].filter((cell) => !targets.has(cell))
  const outputs = [...results.map(unshaped), ...written.map((cell) => assigned.get(cell)!)]
  const places = new Map<Value | Cell, Place>()
  for (const [i, value] of outputs.entries()) if (isCall(value)) places.set(value, { output: i })
  const extras: Value[] = []
  const placeOf = (shaped: Value): Place => {
    const value = unshaped(shaped)
    const known = places.get(keyOf(value))
    if (known) return known
    const isOutput = isCall(value) || value.source.kind === 'constant'
    const place = isOutput ? { output: outputs.push(value) - 1 } : { extra: extras.push(value) - 1 }
    places.set(keyOf(value), place)
    return place
  }
  const updates: Update[] = []
  const parts = yield* components(
    order.filter((call) => fused.has(call)),
    targets,
  )
  for (const { calls, cells } of parts) {
    const writer = new RuleWriter(placeOf)
    for (const call of calls) writer.compute(call)
    for (const cell of cells) writer.write(cell, assigned.get(cell)!)
    updates.push(writer.finish(sizeOf(cells[0]!.shape)))
    yield
  }
  return { outputs, written, updates, updated: [...targets.keys()], extras }
}

/** The same elements before they were given another shape, which costs a copy where they leave the model. */
function unshaped(value: Value): Value {
  let plain = value
  while (isCall(plain) && plain.source.kind === 'call' && plain.source.op.name === 'reshape') {
    const [inner] = plain.source.inputs
    // What a variable holds may be another when an update reads it; its reshaping is not.
    if (!isCall(inner!)) break
    plain = inner!
  }
  return plain
}

/** Each reading of a variable is a value of its own; the cell is one. */
const keyOf = (value: Value) =>
  value.held === undefined && value.source.kind === 'stored' ? value.source.cell : value

const isCall = ({ source, held }: Value): boolean => held === undefined && source.kind === 'call'

/** Everything that is to be computed, each call after what it needs. */
function* callsBelow(values: readonly Value[]): Generator<void, Call[]> {
  const order: Call[] = []
  const entered = new Set<Call>()
  const left = new Set<Call>()
  const stack: Value[] = values.toReversed()
  for (let steps = 0; stack.length > 0; steps++) {
    if (steps % 64 === 63) yield
    const value = stack.at(-1)!
    const { source } = value
    if (!isCall(value) || source.kind !== 'call' || left.has(source)) stack.pop()
    else if (entered.has(source)) {
      stack.pop()
      left.add(source)
      order.push(source)
    } else {
      entered.add(source)
      for (const input of source.inputs) if (isCall(input)) stack.push(input)
    }
  }
  return order
}

/** The calls that nothing but assignments and other such calls need, and that lanes can do. */
function* fusible(order: readonly Call[], outputs: readonly Value[]): Generator<void, Set<Call>> {
  const fused = new Set<Call>()
  const needed = new Set<Call>()
  const need = ({ source }: Value) => source.kind === 'call' && needed.add(source)
  outputs.forEach(need)
  for (const [i, call] of order.toReversed().entries()) {
    if (i % 64 === 63) yield
    if (!needed.has(call) && isElementwise(call)) fused.add(call)
    else call.inputs.forEach(need)
  }
  return fused
}

/** Whether a call does to every element of one shape the same, with single numbers beside. */
function isElementwise({ op, inputs, outputs }: Call): boolean {
  const [output] = outputs
  if (outputs.length !== 1 || sizeOf(output!.shape) <= 1) return false
  const dtypes = inputs.map(({ dtype }) => dtype)
  if (!fitsLanes(op.name, dtypes, output!.dtype)) return false
  return inputs.every(({ shape }) => sizeOf(shape) === 1 || sameShape(shape, output!.shape))
}

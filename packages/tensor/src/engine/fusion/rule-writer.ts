import type { Cell } from '../../graph/cell.ts'
import { sizeOf } from '../../graph/shape.ts'
import { type Call, leafValue, type Value } from '../../graph/value.ts'
import type { Place, Update } from './fuse.ts'
import { bitsOf, LANES } from './lane-ops.ts'
import type { Step } from './rule.ts'

/** Writes the rule of one update, and notes where its operands are found. */
export class RuleWriter {
  #placeOf: (value: Value) => Place
  #steps: Step[] = []
  #known = new Map<string, number>()
  #values = new Map<Value, number>()
  #tensors = new Operands()
  #scalars = new Operands()
  #writes: { value: number; tensor: number }[] = []

  constructor(placeOf: (value: Value) => Place) {
    this.#placeOf = placeOf
  }

  compute(call: Call): void {
    const inputs = call.inputs.map((input) => this.#valueOf(input))
    const made = LANES[call.op.name]!((step) => this.#add(step), inputs, call.attributes as never)
    this.#values.set(call.outputs[0]!, made)
  }

  write(cell: Cell, value: Value): void {
    const place = this.#placeOf(leafValue({ kind: 'stored', cell, version: 0 }, cell.dtype, cell.shape))
    this.#writes.push({ value: this.#valueOf(value), tensor: this.#tensors.indexOf(place) })
  }

  finish(size: number): Update {
    const [tensors, scalars] = [this.#tensors.places, this.#scalars.places]
    const rule = {
      tensors: tensors.length,
      scalars: scalars.length,
      steps: this.#steps,
      writes: this.#writes,
    }
    return { rule, size, tensors, scalars }
  }

  #valueOf(value: Value): number {
    const known = this.#values.get(value)
    if (known !== undefined) return known
    const made = this.#add(this.#operand(value))
    this.#values.set(value, made)
    return made
  }

  #operand(value: Value): Step {
    const { source, dtype, shape } = value
    const isMask = dtype === 'bool'
    if (sizeOf(shape) > 1) {
      return { load: this.#tensors.indexOf(this.#placeOf(value)), isMask }
    }
    if (source.kind === 'constant' && !isMask) return { bits: bitsOf(Number(source.data[0])) }
    return { scalar: this.#scalars.indexOf(this.#placeOf(value)), isMask }
  }

  #add(step: Step): number {
    const key = JSON.stringify(step)
    const known = this.#known.get(key)
    if (known !== undefined) return known
    const made = this.#steps.push(step) - 1
    this.#known.set(key, made)
    return made
  }
}

/** Operands in the order of their first use. */
class Operands {
  readonly places: Place[] = []

  indexOf(place: Place): number {
    const known = this.places.indexOf(place)
    return known < 0 ? this.places.push(place) - 1 : known
  }
}

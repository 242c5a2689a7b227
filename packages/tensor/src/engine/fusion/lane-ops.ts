import type { Dtype } from '../../graph/dtype.ts'
import type { LaneOp, Step } from './rule.ts'

/** Adds a step to a rule being written and returns its number; the same step twice is one. */
export type AddStep = (step: Step) => number

type Lanes = (add: AddStep, inputs: readonly number[], attributes: never) => number

const bits = new DataView(new ArrayBuffer(4))

/** The bits of a number as float32. */
export function bitsOf(value: number): number {
  bits.setFloat32(0, value)
  return bits.getUint32(0)
}

const number = (add: AddStep, value: number) => add({ bits: bitsOf(value) })

const plain =
  (op: LaneOp): Lanes =>
  (add, inputs) =>
    add({ op, inputs })

/** 1 where a mask is set, else 0: the bits of 1, masked. */
const one = (add: AddStep, mask: number) => add({ op: 'and', inputs: [mask, number(add, 1)] })

/**
 * The ops that can be done on four elements at a time, by what WebAssembly has for them. An op with no entry is
 * left to ONNX Runtime. Truths are masks: all bits of a lane set, or none.
 */
export const LANES: Readonly<Record<string, Lanes>> = {
  add: plain('add'),
  sub: plain('sub'),
  mul: plain('mul'),
  div: plain('div'),
  sqrt: plain('sqrt'),
  abs: plain('abs'),
  neg: plain('neg'),
  maximum: plain('maximum'),
  minimum: plain('minimum'),
  floor: plain('floor'),
  ceil: plain('ceil'),
  round: plain('round'),
  eq: plain('eq'),
  lt: plain('lt'),
  le: plain('le'),
  logicalAnd: plain('and'),
  logicalOr: plain('or'),
  logicalXor: plain('xor'),
  logicalNot: plain('not'),
  reciprocal: (add, [x]) => add({ op: 'div', inputs: [number(add, 1), x!] }),
  isnan: (add, [x]) => add({ op: 'ne', inputs: [x!, x!] }),
  where: (add, [condition, a, b]) => add({ op: 'select', inputs: [a!, b!, condition!] }),
  sign: (add, [x]) => {
    const zero = number(add, 0)
    const above = one(add, add({ op: 'lt', inputs: [zero, x!] }))
    const below = one(add, add({ op: 'lt', inputs: [x!, zero] }))
    const sign = add({ op: 'sub', inputs: [above, below] })
    return add({ op: 'select', inputs: [x!, sign, add({ op: 'ne', inputs: [x!, x!] })] })
  },
  clamp: (add, [x], { min, max }: { min: number | undefined; max: number | undefined }) => {
    const raised = min === undefined ? x! : add({ op: 'maximum', inputs: [x!, number(add, min)] })
    return max === undefined ? raised : add({ op: 'minimum', inputs: [raised, number(add, max)] })
  },
  // One value in all lanes, and the same elements once more.
  expand: (_, [x]) => x!,
  identity: (_, [x]) => x!,
  cast: (add, [x]) => one(add, x!),
}

/** Whether an op of the table works on such operands: lanes hold float32 and truths. */
export function fitsLanes(name: string, inputs: readonly Dtype[], output: Dtype): boolean {
  if (!Object.hasOwn(LANES, name)) return false
  if (name === 'cast') return inputs[0] === 'bool' && output === 'float32'
  return [...inputs, output].every((dtype) => dtype === 'float32' || dtype === 'bool')
}

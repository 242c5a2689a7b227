/**
 * What is done to every element of some tensors of one size: a straight program in which each step makes one value
 * of four lanes. It is plain data, so that it can be a part of a plan's key and go to the worker.
 */
export interface Rule {
  /** How many tensors and single numbers it is called with. */
  readonly tensors: number
  readonly scalars: number
  readonly steps: readonly Step[]
  /** Which values it writes back, and to which of the tensors. */
  readonly writes: readonly { readonly value: number; readonly tensor: number }[]
}

/** Truths come as bytes or numbers, 1 or 0, and become masks. */
export type Step =
  | { readonly load: number; readonly isMask: boolean }
  /** A single number for all elements. */
  | { readonly scalar: number; readonly isMask: boolean }
  /** The bits of a float32: JSON has neither infinities nor NaN nor -0. */
  | { readonly bits: number }
  | { readonly op: LaneOp; readonly inputs: readonly number[] }

/** WebAssembly's instructions on four float32 lanes, by the names that the graph's ops have (see lane-ops.ts). */
export const INSTRUCTIONS = {
  add: 0xe4,
  sub: 0xe5,
  mul: 0xe6,
  div: 0xe7,
  sqrt: 0xe3,
  abs: 0xe0,
  neg: 0xe1,
  minimum: 0xe8,
  maximum: 0xe9,
  floor: 0x68,
  ceil: 0x67,
  round: 0x6a,
  eq: 0x41,
  ne: 0x42,
  lt: 0x43,
  le: 0x45,
  and: 0x4e,
  or: 0x50,
  xor: 0x51,
  not: 0x4d,
  /** The first operand's lanes where the third's are set, else the second's. */
  select: 0x52,
} as const

export type LaneOp = keyof typeof INSTRUCTIONS

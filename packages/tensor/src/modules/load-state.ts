import { sameShape, show } from '../graph/shape.ts'
import type { Tensor } from '../graph/tensor.ts'
import { TensorError } from '../graph/tensor-error.ts'
import { assignAll, type Variable } from '../graph/variable.ts'

/** Tensors by the names of a module's parameters and buffers. */
export type StateDict = Readonly<Record<string, Tensor>>

export interface LoadOptions {
  /** Whether every name has to be there, and no other; true unless told otherwise. Shapes always have to fit. */
  strict?: boolean
}

/** Names that were not as expected; both empty after a strict load. */
export interface LoadResult {
  missing: string[]
  unexpected: string[]
}

/** Assigns tensors to variables of the same names; nothing is assigned when anything is wrong. */
export function loadState(
  variables: ReadonlyMap<string, Variable>,
  state: StateDict,
  { strict = true }: LoadOptions = {},
): LoadResult {
  const missing = [...variables.keys()].filter((name) => !Object.hasOwn(state, name))
  const unexpected = Object.keys(state).filter((name) => !variables.has(name))
  const shared = [...variables].filter(([name]) => Object.hasOwn(state, name))
  const problems = shared
    .filter(([name, { shape }]) => !sameShape(shape, state[name]!.shape))
    .map(([name, { shape }]) => `${name} is ${show(shape)} here, ${show(state[name]!.shape)} there`)
  if (strict && missing.length > 0) problems.push(`missing: ${missing.join(', ')}`)
  if (strict && unexpected.length > 0) problems.push(`unexpected: ${unexpected.join(', ')}`)
  if (problems.length > 0) {
    throw new TensorError('state', `the state dict does not fit the module: ${problems.join('; ')}`)
  }
  assignAll(shared.map(([name, variable]) => [variable, state[name]!.to(variable.dtype)]))
  return { missing, unexpected }
}

import { newCell } from '../graph/cell.ts'
import type { HostArray } from '../graph/dtype.ts'
import type { Tensor } from '../graph/tensor.ts'
import { TensorError } from '../graph/tensor-error.ts'
import type { Value } from '../graph/value.ts'
import { defaultEngine } from './default-engine.ts'
import type { Engine, RunOptions } from './engine.ts'
import { readElements } from './read-elements.ts'

/** Nested arrays of numbers (booleans for bool tensors), as deep as the tensor has dimensions. */
export type NestedArray = number | boolean | NestedArray[]

/**
 * Computes tensors in one run and returns their elements, row-major.
 *
 * @example
 * const [a, b] = [tensor([1, 2]), tensor([3, 4])]
 * const [sum, product] = await readAll([a.add(b), a.mul(b)])
 * product // [3, 8]
 */
export async function readAll(tensors: readonly Tensor[], options?: RunOptions): Promise<HostArray[]> {
  const values = tensors.map((tensor) => tensor.value)
  return readValues(values, async (missing) => {
    if (missing.length === 0) return []
    const destinations = missing.map(() => 'read' as const)
    return defaultEngine().compute(missing, destinations, options)
  })
}

type Known = Value & { source: { kind: 'data' } }

const isKnown = (value: Value): value is Known => value.source.kind === 'data'

/** The elements of values that are data, and in between what `compute` gives for those that are not. */
async function readValues(
  values: readonly Value[],
  compute: (missing: readonly Value[]) => Promise<HostArray[]>,
): Promise<HostArray[]> {
  const [known, computed] = await Promise.all([
    Promise.all(values.filter(isKnown).map((value) => readElements(value, value.source))),
    compute(values.filter((value) => !isKnown(value))),
  ])
  return values.map((value) => (isKnown(value) ? known : computed).shift()!)
}

/**
 * Computes a tensor and returns its elements, row-major (int64 as BigInt64Array).
 *
 * @example
 * await read(tensor([[1, 2]]).add(1)) // [2, 3]
 */
export async function read(tensor: Tensor, options?: RunOptions): Promise<HostArray> {
  return (await readAll([tensor], options))[0]!
}

/**
 * Computes a tensor of one element and returns it as a number.
 *
 * @example
 * await item(tensor([3]).add(1)) // 4
 */
export async function item(tensor: Tensor, options?: RunOptions): Promise<number> {
  if (tensor.numel !== 1) throw new TensorError('shape', `item() wants one element, not ${tensor.numel}`)
  return Number((await read(tensor, options))[0])
}

/**
 * Computes a tensor and returns it as nested arrays (PyTorch's `tolist`).
 *
 * @example
 * await tolist(tensor([[1, 2]]).add(1)) // [[2, 3]]
 */
export async function tolist(tensor: Tensor, options?: RunOptions): Promise<NestedArray> {
  const data = await read(tensor, options)
  const { shape, dtype } = tensor
  let position = 0
  const nest = (depth: number): NestedArray => {
    if (depth < shape.length) return Array.from({ length: shape[depth]! }, () => nest(depth + 1))
    const element = data[position++]!
    return dtype === 'bool' ? element === 1 : Number(element)
  }
  return nest(0)
}

/**
 * Computes tensors now and keeps them in the engine's worker, so that what is made from them starts there instead
 * of computing them again. Gradients still flow through them.
 *
 * @example
 * const x = tensor([1, 2]).add(1)
 * await realize([x])
 * x.mul(2) // [4, 6]
 */
export async function realize(
  tensors: readonly Tensor[],
  { engine = defaultEngine(), ...options }: RunOptions & { engine?: Engine } = {},
): Promise<void> {
  const values = tensors
    .map((tensor) => tensor.value)
    .filter(({ held, source }) => !held && source.kind === 'call')
  if (values.length === 0) return
  const cells = values.map(newCell)
  await engine.compute(values, cells, options)
  for (const [i, value] of values.entries()) value.held = cells[i]!
}

/**
 * Computes tensors in one run: the first ones stay in the engine's worker (see {@link realize}), the elements of
 * the others come back.
 *
 * @example
 * const hidden = tensor([1, 2]).mul(2)
 * const [sum] = await materialize([hidden], [hidden.sum()])
 * sum // [6]
 */
export async function materialize(
  keep: readonly Tensor[],
  wanted: readonly Tensor[],
  options?: RunOptions,
): Promise<HostArray[]> {
  const kept = [...new Set(keep.map((tensor) => tensor.value))].filter(
    ({ held, source }) => !held && source.kind === 'call',
  )
  const cells = kept.map(newCell)
  const values = wanted.map((tensor) => tensor.value)
  const elements = await readValues(values, async (missing) => {
    const destinations = [...cells, ...missing.map(() => 'read' as const)]
    if (destinations.length === 0) return []
    return defaultEngine().compute([...kept, ...missing], destinations, options)
  })
  for (const [i, value] of kept.entries()) value.held = cells[i]!
  return elements
}

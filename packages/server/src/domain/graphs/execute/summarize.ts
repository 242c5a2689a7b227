import { type HostArray, Module, Tensor } from '@nodeyard/tensor'

/** What is told of a graph node's outputs, by port; the shapes are the studio contract's. */
export type OutputSummary = Record<string, ValueSummary>
export type ValueSummary = { type: string; [key: string]: unknown }

/** Up to this many elements are shown one by one. */
const MAX_SHOWN = 256

/**
 * The tensors that must be read to tell of some values: small ones whole, large ones by their least, largest and
 * mean elements.
 */
export function tensorsToRead(values: Iterable<unknown>): Tensor[] {
  const tensors: Tensor[] = []
  for (const value of values) {
    if (!(value instanceof Tensor) || value.numel === 0) continue
    if (value.numel <= MAX_SHOWN) tensors.push(value)
    else if (value.dtype !== 'bool') tensors.push(...statistics(value))
  }
  return tensors
}

function statistics(tensor: Tensor): Tensor[] {
  const ends = [tensor.amin(), tensor.amax()]
  if (!isFloat(tensor)) return ends
  // One sum in float32 stops growing at some ten million: the mean of the rows' means does not.
  return [...ends, tensor.ndim > 1 ? tensor.mean(-1).mean() : tensor.mean()]
}

/** Tells of one value. `read` hands out the elements of what {@link tensorsToRead} asked for, in its order. */
export function summarize(value: unknown, read: () => HostArray): ValueSummary {
  if (value instanceof Tensor) return summarizeTensor(value, read)
  if (value instanceof Module) return { type: 'model', ...countParameters(value) }
  if (typeof value === 'number') return { type: 'scalar', value }
  if (typeof value === 'string') return { type: 'string', value: value.slice(0, 200) }
  if (Array.isArray(value)) return summarizeList(value)
  return { type: typeNameOf(value), repr: repr(value) }
}

function summarizeTensor(tensor: Tensor, read: () => HostArray): ValueSummary {
  const { shape, dtype } = tensor
  const told: ValueSummary = { type: 'tensor', shape: [...shape], dtype: `torch.${dtype}` }
  if (tensor.numel === 0) return told
  if (tensor.numel > MAX_SHOWN) {
    if (dtype === 'bool') return told
    told.min = rounded(Number(read()[0]))
    told.max = rounded(Number(read()[0]))
    if (isFloat(tensor)) told.mean = rounded(Number(read()[0]))
    return told
  }
  const data = Array.from(read() as ArrayLike<number | bigint>, Number)
  if (dtype !== 'bool') {
    told.min = rounded(Math.min(...data))
    told.max = rounded(Math.max(...data))
    if (isFloat(tensor)) told.mean = rounded(data.reduce((sum, x) => sum + x, 0) / data.length)
  }
  told.values = nest(dtype === 'bool' ? data.map(Boolean) : data.map(finite), shape)
  return told
}

/** Parameters in all, and those that training changes. */
export function countParameters(module: Module): { class: string; params: number; trainable: number } {
  const parameters = module.parameters()
  const count = (some: readonly Tensor[]) => some.reduce((sum, { numel }) => sum + numel, 0)
  return {
    class: module.constructor.name,
    params: count(parameters),
    trainable: count(parameters.filter(({ requiresGrad }) => requiresGrad)),
  }
}

function summarizeList(list: readonly unknown[]): ValueSummary {
  const told: ValueSummary = { type: 'list', length: list.length, repr: repr(list) }
  const isPlain = (item: unknown) => item === null || typeof item !== 'object'
  const isPair = (item: unknown) =>
    Array.isArray(item) && item.length === 2 && item.every((part) => typeof part === 'number')
  if (list.length <= MAX_SHOWN && (list.every(isPlain) || list.every(isPair))) told.values = list
  return told
}

export const isFloat = ({ dtype }: Tensor) => dtype.startsWith('float')

/** JSON knows no infinities: they are told as null. */
const finite = (x: number) => (Number.isFinite(x) ? x : null)
const rounded = (x: number) => finite(Math.round(x * 1e4) / 1e4)

/** The beginning of how a value is written; of a long list, no more is looked at than that takes. */
export const repr = (value: unknown, length = 200) => {
  const short = (_key: string, part: unknown) =>
    Array.isArray(part) && part.length > length ? part.slice(0, length) : part
  const text = typeof value === 'object' && value !== null ? JSON.stringify(value, short) : String(value)
  return (text ?? typeNameOf(value)).slice(0, length)
}

const typeNameOf = (value: unknown) =>
  value === null ? 'null' : ((value as object | undefined)?.constructor?.name ?? typeof value)

/** A flat row-major list as nested ones; a 0-d tensor as its only element. */
export function nest(data: readonly unknown[], shape: readonly number[]): unknown {
  if (shape.length === 0) return data[0]
  let level = data
  for (let axis = shape.length - 1; axis > 0; axis--) {
    const width = shape[axis]!
    const rows: unknown[] = []
    for (let i = 0; i < level.length; i += width) rows.push(level.slice(i, i + width))
    level = rows
  }
  return level
}

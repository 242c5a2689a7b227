import type { OnnxModel, OnnxOperation, OnnxTensorValue } from '../formats/onnx-write.ts'
import { TensorError } from '../graph/tensor-error.ts'

/** What the input that says how large the batch is goes by, until inputs have their names. */
export const BATCH_INPUT = 'batch.input'

/** A model traced at one size of the batch. */
export interface Traced {
  batch: number
  model: OnnxModel
}

/** A number that grows with the batch: each element is `scale` · batch + `offset`. */
interface Affine {
  scale: bigint[]
  offset: bigint[]
}

type Constant = OnnxTensorValue & { data: ArrayBufferView }

/**
 * Makes one model of several that were traced at different sizes of the batch. They must be the same operators in
 * the same order; where a constant of one (a shape to reshape to, an end to slice up to) follows the size of the
 * batch in a straight line, it is computed from the batch's size when the model runs.
 *
 * @param dim the dimension of `BATCH_INPUT` that says how large the batch is
 * @throws TensorError `argument` where the graph depends on the batch in another way
 */
export function generalize(
  traces: readonly [Traced, ...Traced[]],
  dim: number,
): { operations: OnnxOperation[]; initializers: Record<string, OnnxTensorValue> } {
  const [first, ...others] = traces
  const operations: OnnxOperation[] = []
  const initializers = new Map<string, OnnxTensorValue>()
  const computed = new Map<string, string>()
  const keep = (tensor: OnnxTensorValue, prefix: string): string => {
    const key = contentKey(tensor)
    const known = computed.get(key)
    if (known !== undefined) return known
    const name = `${prefix}${computed.size}`
    computed.set(key, name)
    initializers.set(name, tensor)
    return name
  }
  const ints = (values: readonly bigint[], shape: readonly number[]) =>
    keep({ dtype: 'int64', shape, data: BigInt64Array.from(values) }, 'shape.')
  const once = (key: string, make: () => string): string => {
    const known = computed.get(key)
    if (known !== undefined) return known
    const name = make()
    computed.set(key, name)
    return name
  }
  const batchSize = () =>
    once('batch', () => {
      operations.push({ type: 'Shape', inputs: [BATCH_INPUT], outputs: ['batch.shape'] })
      const index = ints([BigInt(dim)], [1])
      operations.push({ type: 'Gather', inputs: ['batch.shape', index], outputs: ['batch.size'] })
      return 'batch.size'
    })
  const along = ({ scale, offset }: Affine, shape: readonly number[]) =>
    once(`${shape}|${scale}|${offset}`, () => {
      const name = `batch.${computed.size}`
      const size = batchSize()
      const scaled = `${name}.scaled`
      const sum = shape.length === 0 ? `${name}.sum` : name
      const wide = shape.length === 0 ? [1] : shape
      operations.push({ type: 'Mul', inputs: [size, ints(scale, wide)], outputs: [scaled] })
      operations.push({ type: 'Add', inputs: [scaled, ints(offset, wide)], outputs: [sum] })
      if (shape.length === 0)
        operations.push({ type: 'Squeeze', inputs: [sum, ints([0n], [1])], outputs: [name] })
      return name
    })

  const lists = traces.map(({ model }) => model.graph.operations)
  if (lists.some((list) => list.length !== lists[0]!.length)) {
    const counts = traces.map(({ batch }, i) => `${lists[i]!.length} at ${batch}`).join(', ')
    throw dependent(`it has so many operators: ${counts}`)
  }
  const names = others.map(() => new Map<string, string>())
  for (const [i, operation] of first.model.graph.operations.entries()) {
    const same = others.map(({ model }) => model.graph.operations[i]!)
    for (const [j, other] of same.entries()) {
      if (!isSameOperator(operation, other)) {
        throw dependent(
          `operator ${i} is ${describe(operation)} at ${first.batch} but ${describe(other)} at ${others[j]!.batch}`,
        )
      }
      for (const [k, output] of other.outputs.entries()) names[j]!.set(output, operation.outputs[k]!)
    }
    const inputs = operation.inputs.map((input, k) => {
      const own = constantOf(first.model, input)
      const theirs = others.map(({ model }, j) => constantOf(model, same[j]!.inputs[k]!))
      if (!own) {
        for (const [j, other] of same.entries()) {
          const name = other.inputs[k]!
          if (theirs[j] || (names[j]!.get(name) ?? name) !== input)
            throw dependent(`${describe(operation)} is given other tensors`)
        }
        return input
      }
      const constants = [own, ...theirs.filter((one) => one !== undefined)]
      if (constants.length !== traces.length) throw dependent(`${describe(operation)} is given other tensors`)
      if (constants.every((one) => contentKey(one) === contentKey(own))) return keep(own, 'constant.')
      const affine = findAffine(constants, traces)
      if (!affine) {
        throw dependent(`a constant of ${describe(operation)} (${own.dtype} [${own.shape}]) changes with it`)
      }
      const free = k === 1 && operation.type === 'Reshape' ? withFreeDimension(affine) : undefined
      return free ? ints(free, own.shape) : along(affine, own.shape)
    })
    operations.push({ ...operation, inputs })
  }
  return { operations, initializers: Object.fromEntries(initializers) }
}

const dependent = (why: string) =>
  new TensorError('argument', `the graph depends on the size of the batch: ${why}`)

const describe = ({ type, attributes = {} }: OnnxOperation) =>
  Object.keys(attributes).length === 0 ? type : `${type} ${attributesKey(attributes)}`

function attributesKey(attributes: object): string {
  return JSON.stringify(attributes, (_, value) => {
    if (typeof value === 'bigint') return Number(value)
    return ArrayBuffer.isView(value) ? Array.from(value as Uint8Array, String) : value
  })
}

function isSameOperator(a: OnnxOperation, b: OnnxOperation): boolean {
  return (
    a.type === b.type &&
    a.domain === b.domain &&
    a.inputs.length === b.inputs.length &&
    a.outputs.length === b.outputs.length &&
    attributesKey(a.attributes ?? {}) === attributesKey(b.attributes ?? {})
  )
}

function constantOf({ graph }: OnnxModel, name: string): Constant | undefined {
  const found = graph.initializers?.[name]
  return found && 'byteLength' in found.data ? (found as Constant) : undefined
}

function contentKey({ dtype, shape, data }: OnnxTensorValue): string {
  return `${dtype}[${shape}]{${'byteLength' in data ? Array.from(data as Uint8Array, (n) => (Object.is(n, -0) ? '-0' : String(n))) : data}}`
}

function findAffine(constants: readonly Constant[], traces: readonly Traced[]): Affine | undefined {
  const [a, b] = constants as [Constant, Constant]
  if (constants.some(({ dtype, shape }) => dtype !== 'int64' || `${shape}` !== `${a.shape}`)) return undefined
  const values = constants.map(({ data }) => Array.from(data as BigInt64Array))
  const step = BigInt(traces[1]!.batch - traces[0]!.batch)
  const scale = values[0]!.map((value, i) => (values[1]![i]! - value) / step)
  const offset = values[0]!.map((value, i) => value - scale[i]! * BigInt(traces[0]!.batch))
  const fits = values.every((list, trace) =>
    list.every((value, i) => value === scale[i]! * BigInt(traces[trace]!.batch) + offset[i]!),
  )
  return fits && b ? { scale, offset } : undefined
}

/** A shape to reshape to in which one dimension alone follows the batch: it is the one left to be worked out. */
function withFreeDimension({ scale, offset }: Affine): bigint[] | undefined {
  const following = scale.filter((factor) => factor !== 0n).length
  if (following !== 1 || offset.some((value, i) => scale[i] === 0n && value <= 0n)) return undefined
  return scale.map((factor, i) => (factor === 0n ? offset[i]! : -1n))
}

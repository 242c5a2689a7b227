import { CONTRIB, OPSET } from '../engine/lower.ts'
import { readAll } from '../engine/read.ts'
import {
  type OnnxOperation,
  type OnnxTensorValue,
  type OnnxValue,
  onnxPieces,
} from '../formats/onnx-write.ts'
import { Tensor } from '../graph/tensor.ts'
import { TensorError } from '../graph/tensor-error.ts'
import type { Value } from '../graph/value.ts'
import type { ExportOptions } from './export.ts'
import { BATCH_INPUT, generalize, type Traced } from './generalize.ts'
import { AXES_AS_ATTRIBUTE, chooseOpset } from './opset.ts'
import type { Walked } from './trace-export.ts'

/** Where a model's metadata names its buffers, so that an import does not take them for parameters. */
export const BUFFERS_KEY = 'nodeyard.buffers'
/** Protobuf's own bound on a file, with room for everything but weights. */
const MAX_WEIGHT_BYTES = 2 ** 31 - 2 ** 26

/** What a model is to be called and made of, besides its graph. */
export interface Wishes {
  example: readonly Tensor[]
  /** The batch's dimension of each input; undefined when all sizes are fixed. */
  dims: readonly (number | null)[] | undefined
  batches: readonly number[]
  inputNames: readonly string[]
  outputNames: readonly string[]
  parameters: Readonly<Record<string, Tensor>>
  /** Names of what a module keeps besides parameters. */
  buffers: readonly string[]
  options: ExportOptions
}

/** Writes graphs traced at several sizes of the batch (or one graph) as one model, in pieces. */
export async function writeExport(traces: readonly Walked[], wishes: Wishes): Promise<Uint8Array[]> {
  const { example, dims, batches, inputNames, outputNames, options } = wishes
  const first = traces[0]!
  const rename = new Map<string, string>()
  const weights = await takeWeights(traces, wishes, rename)
  for (const { name, origin } of first.walked.inputs) {
    if (origin.kind === 'argument') rename.set(name, inputNames[origin.position]!)
  }
  for (const [i, { name }] of first.outputs.entries()) rename.set(name, outputNames[i]!)
  const source = dims?.findIndex((dim) => dim !== null) ?? 0
  rename.set(BATCH_INPUT, inputNames[source]!)

  const models = traces.map(({ operations, initializers }, i): Traced => {
    const graph = { inputs: [], outputs: [], operations, initializers }
    return { batch: batches[i]!, model: { opset: OPSET, graph } }
  })
  const general = generalize(models as [Traced, ...Traced[]], dims?.[source] ?? 0)
  const taken = new Set([...inputNames, ...outputNames, ...Object.keys(weights)])
  const renamed = (name: string) => rename.get(name) ?? (taken.has(name) ? `${name}.inner` : name)
  const renamedAll = general.operations.map((operation) => ({
    ...operation,
    inputs: operation.inputs.map(renamed),
    outputs: operation.outputs.map(renamed),
  }))
  const initializers: Record<string, OnnxTensorValue> = { ...weights }
  for (const [name, tensor] of Object.entries(general.initializers)) initializers[renamed(name)] = tensor

  const opset = chooseOpset(renamedAll, options.opset, OPSET)
  const operations =
    opset < 18 ? renamedAll.map((operation) => withAxesAttribute(operation, initializers)) : renamedAll
  const read = new Set(operations.flatMap(({ inputs }) => inputs))
  for (const name of Object.keys(initializers)) if (!read.has(name)) delete initializers[name]
  return onnxPieces({
    opset,
    ...(operations.some(({ domain }) => domain === CONTRIB) ? { opsets: { [CONTRIB]: 1 } } : {}),
    irVersion: opset < 19 ? 8 : opset < 21 ? 9 : 10,
    producer: { name: '@nodeyard/tensor' },
    metadata: {
      ...(wishes.buffers.length > 0 ? { [BUFFERS_KEY]: JSON.stringify(wishes.buffers) } : {}),
      ...options.metadata,
    },
    graph: {
      name: options.name ?? 'graph',
      inputs: example.map(({ dtype, shape }, i): OnnxValue => {
        const batch = dims?.[i]
        return {
          name: inputNames[i]!,
          dtype,
          shape: shape.map((size, dim) => (dim === batch ? 'batch' : size)),
        }
      }),
      outputs: outputNames.map((name, i) => {
        return describeOutput(
          name,
          traces.map(({ values }) => values[i]!),
          batches,
        )
      }),
      operations,
      initializers,
    },
  })
}

/** Sizes that are the batch's are named like it, others that change with it are left open. */
function describeOutput(name: string, values: readonly Value[], batches: readonly number[]): OnnxValue {
  const { dtype, shape } = values[0]!
  if (values.some((value) => value.shape.length !== shape.length)) return { name, dtype }
  const dimensions = shape.map((size, dim) => {
    if (values.every((value) => value.shape[dim] === size)) return size
    return values.every((value, i) => value.shape[dim] === batches[i]) ? 'batch' : null
  })
  return { name, dtype, shape: dimensions }
}

/** Reads what the graph closes over, which must be the same in every trace, and gives it names. */
async function takeWeights(
  traces: readonly Walked[],
  { parameters }: Wishes,
  rename: Map<string, string>,
): Promise<Record<string, OnnxTensorValue>> {
  const lists = traces.map(({ walked }) => walked.inputs.filter(({ origin }) => origin.kind !== 'argument'))
  const [first, ...others] = lists as [(typeof lists)[0], ...typeof lists]
  const byCell = new Map<object, string>()
  for (const [name, { value }] of Object.entries(parameters)) {
    if (value.held) byCell.set(value.held, name)
    else if (value.source.kind === 'stored') byCell.set(value.source.cell, name)
    else if (value.source.kind === 'data') byCell.set(value.source, name)
  }
  const identityOf = ({ value: { held, source } }: (typeof first)[0]) =>
    held ?? (source.kind === 'stored' ? source.cell : source)
  for (const other of others) {
    if (
      other.length !== first.length ||
      other.some((input, i) => identityOf(input) !== identityOf(first[i]!))
    ) {
      throw new TensorError(
        'argument',
        'the graph depends on the size of the batch: it closes over data that is made for it',
      )
    }
  }
  const arrays = await readAll(first.map(({ value }) => new Tensor(value)))
  const bytes = arrays.reduce((sum, { byteLength }) => sum + byteLength, 0)
  if (bytes > MAX_WEIGHT_BYTES) {
    throw new TensorError('argument', `its weights are ${bytes} bytes; a model file holds at most 2 GB`)
  }
  const weights: Record<string, OnnxTensorValue> = {}
  for (const [i, input] of first.entries()) {
    const name = byCell.get(identityOf(input)) ?? `weight.${i}`
    rename.set(input.name, name)
    const { dtype, shape } = input.value
    weights[name] = { dtype, shape, data: arrays[i]! }
  }
  return weights
}

/** A reduction as operator sets before 18 have it. */
function withAxesAttribute(
  operation: OnnxOperation,
  initializers: Readonly<Record<string, OnnxTensorValue>>,
): OnnxOperation {
  const { type, inputs, attributes = {} } = operation
  const [x, axes] = inputs
  if (!AXES_AS_ATTRIBUTE.has(type) || axes === undefined) return operation
  const { noop_with_empty_axes: _, ...rest } = attributes
  const values = Array.from(initializers[axes]!.data as BigInt64Array, Number)
  // No axes: nothing is reduced; before, it meant all of them.
  if (values.length === 0) return { type: 'Identity', inputs: [x!], outputs: operation.outputs }
  return { ...operation, inputs: [x!], attributes: { ...rest, axes: { ints: values } } }
}

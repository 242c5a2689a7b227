import { joinBytes } from '../formats/join-bytes.ts'
import { show } from '../graph/shape.ts'
import { Tensor } from '../graph/tensor.ts'
import { TensorError } from '../graph/tensor-error.ts'
import { leafValue } from '../graph/value.ts'
import { checkExport } from './check-export.ts'
import { type Exportable, open, traceOnce, type Walked } from './trace-export.ts'
import { writeExport } from './write-export.ts'

export interface ExportOptions {
  /**
   * Leaves the size of the batch open: `true` when it is the first dimension of every input, or that dimension for
   * each input in turn (null: an input without).
   */
  dynamicBatch?: boolean | readonly (number | null)[]
  /** Version of the standard operator set, 14 to 21; 17 unless an operator needs a higher one. */
  opset?: number
  inputNames?: readonly string[]
  outputNames?: readonly string[]
  /** Names for the weights of a function; a module's are those of its state dict. */
  parameters?: Readonly<Record<string, Tensor>>
  /** The graph's name. */
  name?: string
  metadata?: Readonly<Record<string, string>>
  /** Runs the model with ONNX Runtime itself, at several sizes of the batch, and compares; true by default. */
  check?: boolean
}

/** Sizes that no real dimension is likely to have, so that what follows the batch cannot be mistaken. */
const BATCHES = [11, 13, 17]

/**
 * Writes a function of tensors, or a module, as an ONNX model with its weights inside. Nothing in it is ours: the
 * operators are the standard's, and any runtime can run it.
 *
 * Only tensors flow: what depends on shapes or on JavaScript's own ifs is fixed as the example has it. With
 * `dynamicBatch` the function is traced at three sizes of the batch and the model made to fit any; a function that
 * does different things at different sizes is refused.
 *
 * A module is exported as in evaluation, whatever it is set to.
 *
 * @param example tensors of the shapes and types of the inputs
 * @throws TensorError `argument` for graphs that cannot be exported: random numbers, assignments, dependence on the
 * batch, operators that the opset asked for lacks; `engine` when ONNX Runtime refuses the result or computes
 * something else
 *
 * @example
 * const w = variable(randn([4, 3]))
 * const model = await exportOnnx((x: Tensor) => x.matmul(w).softmax(-1), [randn([1, 4])], {
 *   dynamicBatch: true,
 *   inputNames: ['features'],
 *   outputNames: ['probabilities'],
 * })
 */
export async function exportOnnx(
  subject: Exportable,
  example: readonly Tensor[],
  options: ExportOptions = {},
): Promise<Uint8Array<ArrayBuffer>> {
  return joinBytes(await exportOnnxPieces(subject, example, options))
}

/**
 * The same model in pieces, to be written one after the other: weights are not copied, so that large ones neither take
 * memory twice nor hold up the event loop.
 *
 * @example
 * const w = variable(randn([4, 3]))
 * const pieces = await exportOnnxPieces((x: Tensor) => x.matmul(w), [randn([1, 4])])
 * const [{ output }] = await runOnnx(pieces, [{ input: { dtype: 'float32', shape: [1, 4], data: new Float32Array(4) } }])
 * output.data // [0, 0, 0]
 */
export async function exportOnnxPieces(
  subject: Exportable,
  example: readonly Tensor[],
  options: ExportOptions = {},
): Promise<Uint8Array[]> {
  const dims = batchDims(options.dynamicBatch ?? false, example)
  const { run, parameters, buffers, restore } = open(subject, options.parameters ?? {})
  try {
    const sizes = dims ? BATCHES : [undefined]
    const traces: Walked[] = []
    for (const size of sizes) {
      const inputs = example.map((tensor, i) => {
        const dim = dims?.[i]
        const shape = size === undefined || dim == null ? tensor.shape : tensor.shape.with(dim, size)
        return new Tensor(leafValue({ kind: 'argument', position: i }, tensor.dtype, shape))
      })
      traces.push(await traceOnce(run, inputs))
    }
    const inputNames = namesFor('input', options.inputNames, example.length)
    const outputNames = namesFor('output', options.outputNames, traces[0]!.values.length)
    const pieces = await writeExport(traces, {
      example,
      dims,
      batches: BATCHES,
      inputNames,
      outputNames,
      parameters,
      buffers,
      options,
    })
    if (options.check ?? true) await checkExport(pieces, run, example, dims, inputNames, outputNames)
    return pieces
  } finally {
    restore()
  }
}

function batchDims(
  dynamic: boolean | readonly (number | null)[],
  example: readonly Tensor[],
): (number | null)[] | undefined {
  if (dynamic === false) return undefined
  const dims = dynamic === true ? example.map(() => 0) : [...dynamic]
  if (dims.length !== example.length || dims.every((dim) => dim === null)) {
    throw new TensorError('argument', `dynamicBatch wants a dimension for each of ${example.length} inputs`)
  }
  for (const [i, dim] of dims.entries()) {
    if (dim !== null && !(Number.isInteger(dim) && dim >= 0 && dim < example[i]!.ndim)) {
      throw new TensorError(
        'argument',
        `input ${i} of shape ${show(example[i]!.shape)} has no dimension ${dim}`,
      )
    }
  }
  return dims
}

function namesFor(kind: string, given: readonly string[] | undefined, count: number): readonly string[] {
  const names = given ?? (count === 1 ? [kind] : Array.from({ length: count }, (_, i) => `${kind}_${i}`))
  if (names.length !== count || new Set(names).size !== count || names.includes('')) {
    throw new TensorError(
      'argument',
      `${count} ${kind}s want as many different names, not ${names.join(', ')}`,
    )
  }
  return names
}

import { createHash } from 'node:crypto'
import { type OnnxModel, type OnnxOperation, type OnnxTensorValue, writeOnnx } from '../formats/onnx-write.ts'
import type { Emitter, OnnxAttributes } from '../graph/define-op.ts'
import { allocate, type Dtype, type HostArray, hostArray } from '../graph/dtype.ts'
import { type Shape, sizeOf } from '../graph/shape.ts'
import type { Value } from '../graph/value.ts'
import type { Fusion, Update } from './fusion/fuse.ts'
import { originOf, type ProgramInput, type Walk, walk } from './walk.ts'

/** The versions of ONNX's operators, and of ONNX Runtime's own, that models are written in. */
export const OPSET = 21
export const CONTRIB = 'com.microsoft'
/** Operators encoded at a time. */
const PART = 64

const NO_UPDATES = { updates: [], extras: [] }

/** What a run needs besides the model: the order of inputs and outputs, and where inputs come from. */
export interface Plan {
  /** A hash of the graph's structure. */
  key: string
  inputs: ProgramInput[]
  outputs: { name: string; value: Value }[]
  /** What is updated in place when the model has run, and what the updates read besides its outputs. */
  updates: readonly Update[]
  extras: ProgramInput[]
  /** What cells hold when the model is loaded, as constants of it: no inputs, then, and nothing else may change them. */
  frozen: ProgramInput[]
  /** How many ops the model is made of. */
  ops: number
  /** Writes the model; only needed while no session has it. */
  model: () => Generator<void, Uint8Array<ArrayBuffer>>
}

/** Turns the graph below some outputs into a plan. Yields now and then, so that a caller can let others run. */
export function* lower(
  values: readonly Value[],
  { updates, extras }: Pick<Fusion, 'updates' | 'extras'> = NO_UPDATES,
  isFrozen = false,
): Generator<void, Plan> {
  const all = yield* walk(values)
  const { inputs, frozen } = isFrozen ? freeze(all.inputs) : { inputs: all.inputs, frozen: [] }
  const walked = { ...all, inputs }
  const outputs = nameOutputs(all, values)
  const besides = extras.map((value, i) => ({ name: `x${i}`, value, origin: originOf(value)! }))
  const hash = createHash('sha256').update(walked.key)
  if (updates.length > 0) hash.update(JSON.stringify([updates, besides.map(({ value }) => typeOf(value))]))
  for (const { name, origin } of frozen) {
    if (origin.kind === 'cell') hash.update(`${name}=${origin.cell.id};`)
  }
  return {
    key: hash.digest('base64'),
    inputs,
    outputs,
    updates,
    frozen,
    extras: besides,
    ops: all.calls.length,
    *model() {
      return yield* encode(yield* buildModel(walked, outputs, frozen))
    },
  }
}

/** A model's file has an end at 2 GiB; what would come near it stays an input. */
const MAX_FROZEN = 2 ** 30

function freeze(inputs: readonly ProgramInput[]): { inputs: ProgramInput[]; frozen: ProgramInput[] } {
  const isHeld = ({ origin }: ProgramInput) => origin.kind === 'cell'
  const bytes = inputs.filter(isHeld).reduce((sum, { value }) => sum + 8 * sizeOf(value.shape), 0)
  if (bytes > MAX_FROZEN) return { inputs: [...inputs], frozen: [] }
  return { inputs: inputs.filter((input) => !isHeld(input)), frozen: inputs.filter(isHeld) }
}

const typeOf = ({ dtype, shape }: Value) => ({ dtype, shape })

/** A model may not return its own input, nor the same value twice. */
export function nameOutputs(walked: Walk, values: readonly Value[]): Plan['outputs'] {
  const taken = new Set([...walked.constants.keys(), ...walked.inputs.map(({ name }) => name)])
  return values.map((value, i) => {
    const own = walked.outputs[i]!
    const name = taken.has(own) ? `out${i}` : own
    taken.add(own)
    return { name, value }
  })
}

/** The model of a walked graph; its weights are inputs, or, where they are frozen, to be added. */
export function* buildModel(
  walked: Walk,
  outputs: Plan['outputs'],
  frozen: readonly ProgramInput[] = [],
): Generator<void, OnnxModel> {
  const operations: OnnxOperation[] = []
  const initializers: Record<string, OnnxTensorValue> = {}
  const emitter = new ModelEmitter(operations, initializers)

  for (const [name, { dtype, shape, source }] of walked.constants) {
    if (source.kind === 'constant') initializers[name] = { dtype, shape, data: source.data }
  }
  const known = new Set(frozen.map(({ name }) => name))
  for (const [i, { call, inputs, outputs: own }] of walked.calls.entries()) {
    if (i % 32 === 31) yield
    emitter.begin(own)
    const isUsed = own.map((name) => walked.used.has(name))
    const isKnown = inputs.map((name) => known.has(name))
    if (isKnown.includes(true) && inputs.every((name) => known.has(name) || walked.constants.has(name))) {
      for (const name of own) known.add(name)
    }
    const { attributes, inputs: inputTypes, outputs: outputTypes } = call
    // Nothing is to be computed, and some kernels fail at that, one of them with the whole process.
    const isEmpty = outputTypes.every(({ shape }) => sizeOf(shape) === 0)
    const made = isEmpty
      ? outputTypes.map(({ dtype, shape }) => emitter.constant(dtype, shape, allocate(dtype, 0)))
      : call.op.onnx(emitter, inputs, {
          attributes,
          inputs: inputTypes,
          outputs: outputTypes,
          isUsed,
          isKnown,
        })
    emitter.finish(typeof made === 'string' ? [made] : made, isUsed)
  }
  for (const [i, { name }] of outputs.entries()) {
    const own = walked.outputs[i]!
    if (name !== own) operations.push({ type: 'Identity', inputs: [own], outputs: [name] })
  }
  return {
    opset: OPSET,
    opsets: { [CONTRIB]: 1 },
    graph: {
      inputs: walked.inputs.map(({ name, value: { dtype, shape } }) => ({ name, dtype, shape })),
      outputs: outputs.map(({ name, value: { dtype, shape } }) => ({ name, dtype, shape })),
      operations,
      initializers,
    },
  }
}

/**
 * Encodes a model part by part, so that a large one does not hold the event loop: protobuf merges messages that
 * follow one another, and so models whose graphs are parts of one graph.
 */
function* encode({ graph, ...model }: OnnxModel): Generator<void, Uint8Array<ArrayBuffer>> {
  const parts = [writeOnnx({ ...model, graph: { ...graph, operations: [] } })]
  for (let i = 0; i < graph.operations.length; i += PART) {
    yield
    const operations = graph.operations.slice(i, i + PART)
    parts.push(writeOnnx({ opset: model.opset, graph: { inputs: [], outputs: [], operations } }))
  }
  const bytes = new Uint8Array(parts.reduce((total, part) => total + part.length, 0))
  let position = 0
  for (const part of parts) {
    bytes.set(part, position)
    position += part.length
  }
  return bytes
}

/** Collects operators. What an op's last operator returns is renamed to the name the graph knows it by. */
class ModelEmitter implements Emitter {
  #operations: OnnxOperation[]
  #initializers: Record<string, OnnxTensorValue>
  #outputs: readonly string[] = []
  #first = 0
  #inner = 0
  #count = 0
  #constants = new Map<string, string>()

  constructor(operations: OnnxOperation[], initializers: Record<string, OnnxTensorValue>) {
    this.#operations = operations
    this.#initializers = initializers
  }

  begin(outputs: readonly string[]): void {
    this.#outputs = outputs
    this.#first = this.#operations.length
    this.#inner = 0
  }

  finish(made: readonly string[], isUsed: readonly boolean[]): void {
    const names = new Map<string, string>()
    for (const [i, own] of this.#outputs.entries()) {
      const name = made[i]
      if (!isUsed[i] || name === undefined) continue
      if (!name.startsWith(`${this.#outputs[0]}.`) || names.has(name)) {
        this.#operations.push({ type: 'Identity', inputs: [name], outputs: [own] })
      } else names.set(name, own)
    }
    const rename = (name: string) => names.get(name) ?? name
    for (let i = this.#first; i < this.#operations.length; i++) {
      const operation = this.#operations[i]!
      this.#operations[i] = {
        ...operation,
        inputs: operation.inputs.map(rename),
        outputs: operation.outputs.map(rename),
      }
    }
  }

  emit(type: string, inputs: readonly string[], attributes?: OnnxAttributes, domain?: string): string {
    return this.emitMany(type, inputs, [true], attributes, domain)[0]!
  }

  emitMany(
    type: string,
    inputs: readonly string[],
    isUsed: readonly boolean[],
    attributes: OnnxAttributes = {},
    domain?: string,
  ): string[] {
    const outputs = isUsed.map((used) => (used ? `${this.#outputs[0]}.${this.#inner++}` : ''))
    this.#operations.push({ type, inputs, outputs, attributes, ...(domain ? { domain } : {}) })
    return outputs
  }

  ints(values: readonly number[]): string {
    return this.constant('int64', [values.length], hostArray('int64', values))
  }

  scalar(value: number, dtype: Dtype): string {
    return this.constant(dtype, [], hostArray(dtype, [value]))
  }

  constant(dtype: Dtype, shape: Shape, data: HostArray): string {
    const key = data.length <= 16 ? `${dtype}[${shape}]{${data.join()}}` : undefined
    const known = key === undefined ? undefined : this.#constants.get(key)
    if (known !== undefined) return known
    const name = `c${this.#count++}`
    this.#initializers[name] = { dtype, shape, data }
    if (key !== undefined) this.#constants.set(key, name)
    return name
  }
}

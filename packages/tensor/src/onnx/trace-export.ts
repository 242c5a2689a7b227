import { inSlices } from '../engine/in-slices.ts'
import { buildModel, CONTRIB, nameOutputs } from '../engine/lower.ts'
import { flatten, type Tree } from '../engine/tree.ts'
import { type Walk, walk } from '../engine/walk.ts'
import type { OnnxOperation, OnnxTensorValue } from '../formats/onnx-write.ts'
import { noGrad } from '../graph/grad-mode.ts'
import type { Tensor } from '../graph/tensor.ts'
import { TensorError } from '../graph/tensor-error.ts'
import { trace } from '../graph/trace.ts'
import type { Value } from '../graph/value.ts'

/** A function of tensors, or a module with one: what `exportOnnx` takes. */
export type Exportable =
  | ((...inputs: Tensor[]) => Tree)
  | { forward(...inputs: never[]): unknown; stateDict?(): Readonly<Record<string, Tensor>> }

/** A graph as it was traced for inputs of some shapes, written in operators. */
export interface Walked {
  walked: Walk
  values: Value[]
  outputs: { name: string; value: Value }[]
  operations: OnnxOperation[]
  initializers: Record<string, OnnxTensorValue>
}

export type Run = (inputs: readonly Tensor[]) => Tensor[]

/** A function and its parameters' names, in evaluation if it is a module's. */
export function open(subject: Exportable, named: Readonly<Record<string, Tensor>>) {
  if (typeof subject === 'function') {
    const run: Run = (inputs) => flatten(subject(...inputs)).tensors
    return { run, parameters: named, buffers: [], restore: () => {} }
  }
  const forward = subject.forward.bind(subject) as (...inputs: readonly Tensor[]) => Tree
  // What a module answers; a function may ask for gradients of its own.
  const run: Run = (inputs) => noGrad(() => flatten(forward(...inputs)).tensors)
  const { namedBuffers } = subject as { namedBuffers?: () => [string, Tensor][] }
  const buffers = namedBuffers?.call(subject).map(([name]) => name) ?? []
  const restore = evaluate(subject)
  return { run, parameters: { ...subject.stateDict?.(), ...named }, buffers, restore }
}

/** Sets a module to evaluation; what comes back puts it, and the modules below, to what they were. */
function evaluate(subject: object): () => void {
  const root = subject as Partial<{ modules(): Modes[] }>
  const modes = root.modules?.().map((module) => [module, module.training] as const) ?? []
  for (const [module] of modes) module.train(false)
  return () => {
    // A module's own comes after that of the one above, which sets all below it.
    for (const [module, isTraining] of modes) module.train(isTraining)
  }
}

interface Modes {
  training: boolean
  train(isTraining: boolean): unknown
}

/** Traces a function once. @throws TensorError `argument` for what no model can hold */
export async function traceOnce(run: Run, inputs: readonly Tensor[]): Promise<Walked> {
  const { result, trace: traced } = trace(() => run(inputs))
  if (traced.assigned.size > 0) {
    throw new TensorError(
      'argument',
      'it assigns to variables (batch norm in training?), which a model cannot',
    )
  }
  const values = result.map((tensor) => tensor.value)
  const walked = await inSlices(walk(values))
  for (const { origin } of walked.inputs) {
    if (origin.kind === 'random')
      throw new TensorError(
        'argument',
        'it draws random numbers (dropout in training?), which a model cannot',
      )
  }
  const outputs = nameOutputs(walked, values)
  const { graph } = await inSlices(buildModel(walked, outputs))
  const operations = unfuse(graph.operations, walked)
  return { walked, values, outputs, operations, initializers: { ...graph.initializers } }
}

/** Products that transpose on their way are ONNX Runtime's own; the standard transposes first. */
function unfuse(operations: readonly OnnxOperation[], walked: Walk): OnnxOperation[] {
  const ranks = new Map<string, number>()
  for (const { name, value } of walked.inputs) ranks.set(name, value.shape.length)
  for (const [name, value] of walked.constants) ranks.set(name, value.shape.length)
  for (const { call, outputs } of walked.calls) {
    for (const [i, name] of outputs.entries()) ranks.set(name, call.outputs[i]!.shape.length)
  }
  return operations.flatMap((operation) => {
    const { type, domain, inputs, outputs, attributes = {} } = operation
    if (type !== 'FusedMatMul' || domain !== CONTRIB) return [operation]
    const made: OnnxOperation[] = []
    const sides = inputs.map((input, i) => {
      const flag = attributes[i === 0 ? 'transA' : 'transB']
      if (!flag || !('int' in flag) || Number(flag.int) === 0) return input
      const rank = ranks.get(input)
      if (rank === undefined) throw new TensorError('argument', `a product of ${input} has no known rank`)
      const perm = Array.from({ length: rank }, (_, dim) => dim)
      perm.push(...perm.splice(-2).reverse())
      const output = `${outputs[0]}.side${i}`
      made.push({
        type: 'Transpose',
        inputs: [input],
        outputs: [output],
        attributes: { perm: { ints: perm } },
      })
      return output
    })
    return [...made, { type: 'MatMul', inputs: sides, outputs }]
  })
}

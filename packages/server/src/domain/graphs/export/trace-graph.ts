import {
  type Exportable,
  exportOnnxPieces,
  Module,
  manualSeed,
  noGrad,
  Tensor,
  type Tensor as TensorValue,
} from '@nodeyard/tensor'
import { Fault } from '../../../fault.ts'
import { seedFor } from '../execute/result-key.ts'
import type { RunResults } from '../execute/run-results.ts'
import type { Plan, Planned } from '../plan/plan-run.ts'
import type { RunContext } from '../run-context.ts'
import { outputsOf } from '../training/forward-batch.ts'
import { SequentialModel } from '../training/sequential-model.ts'

/** Something of a graph that answers tensors with tensors, ready to be written as a model. */
export interface Traceable {
  /** A module, or the function that the graph is. */
  subject: Module | ((...inputs: TensorValue[]) => TensorValue[])
  example: TensorValue[]
  inputNames: string[]
  outputNames: string[]
  /** Weights by name, for a safetensors file. */
  weights: Record<string, TensorValue>
}

export interface TraceOptions {
  plan: Plan
  /** What a run of the plan gave. */
  results: RunResults
  seed: number
  /** The weights that graph nodes have kept in that run. */
  moduleOf(planned: Planned, make: () => Module): Module
}

/** Kinds that only act in training; a model that answers passes them by. */
const ONLY_IN_TRAINING = new Set(['Dropout', 'BackwardOnce'])

/**
 * The part of a graph that is tensors, as a function: its inputs are the tensors that sources and host-side graph nodes
 * made in the run, its outputs those that no other tensor is made from. Weights are in evaluation.
 *
 * @throws Fault `validation_failed` for a graph without such a part
 */
export function traceGraph(options: TraceOptions): Traceable {
  const { plan, results } = options
  const isInner = (planned: Planned) => isTensorKind(planned) && planned.inputs.some((wire) => isTensor(wire))
  const valueAt = (i: number, output: string) => results.get(plan[i]!.id)?.outputs[output]
  const isTensor = ({ from, output }: { from: number; output: string }) =>
    valueAt(from, output) instanceof Tensor
  const inner = plan.map(isInner)
  const inputs: { i: number; output: string; name: string }[] = []
  const consumed = new Set<string>()
  for (const [i, planned] of plan.entries()) {
    if (!inner[i]) continue
    for (const { from, output } of planned.inputs) {
      consumed.add(`${from}\u0000${output}`)
      if (inner[from] || !(valueAt(from, output) instanceof Tensor)) continue
      if (inputs.some((one) => one.i === from && one.output === output)) continue
      inputs.push({ i: from, output, name: plainName(plan[from]!.id, output, plan[from]!.kind.outputs) })
    }
  }
  const outputs = plan.flatMap(({ id, kind }, i) =>
    inner[i]
      ? Object.keys(results.get(id)?.outputs ?? {})
          .filter((output) => !consumed.has(`${i}\u0000${output}`) && isTensor({ from: i, output }))
          .map((output) => ({ i, output, name: plainName(id, output, kind.outputs) }))
      : [],
  )
  if (inputs.length === 0 || outputs.length === 0) {
    throw new Fault('validation_failed', 'the graph has no tensors that are made from other tensors')
  }
  const modules = new Map<string, Module>()
  const run = (...given: TensorValue[]) => {
    const values = new Map(inputs.map(({ i, output }, at) => [`${i}\u0000${output}`, given[at] as unknown]))
    for (const [i, planned] of plan.entries()) {
      if (!inner[i]) continue
      const made = runOnce(
        options,
        planned,
        modules,
        (from, output) => values.get(`${from}\u0000${output}`) ?? valueAt(from, output),
      )
      for (const [output, value] of Object.entries(made)) values.set(`${i}\u0000${output}`, value)
    }
    return outputs.map(({ i, output }) => values.get(`${i}\u0000${output}`) as TensorValue)
  }
  const example = inputs.map(({ i, output }) => valueAt(i, output) as TensorValue)
  // Once for its weights: they are known when it has run.
  noGrad(() => run(...example))
  const weights = [...modules].flatMap(([id, module]) =>
    Object.entries(module.stateDict()).map(([name, part]) => [`${id}.${name}`, part] as const),
  )
  return {
    subject: run,
    example,
    inputNames: unique(inputs.map(({ name }) => name)),
    outputNames: unique(outputs.map(({ name }) => name)),
    weights: Object.fromEntries(weights),
  }
}

/**
 * A network as it is, asked with a batch like the ones it was trained on.
 *
 * @throws Fault `validation_failed` when it cannot answer such a batch
 */
export function traceModel(model: Module, example: TensorValue[]): Traceable {
  const isOurs = model instanceof SequentialModel
  const given = answerOf(model, example)
  return {
    subject: model,
    example,
    inputNames: isOurs ? model.inputNames : example.map((_, i) => (i === 0 ? 'input' : `input_${i}`)),
    outputNames: isOurs ? model.outputNames : given.map((_, i) => (i === 0 ? 'output' : `output_${i}`)),
    weights: model.stateDict(),
  }
}

function answerOf(model: Module, example: TensorValue[]): TensorValue[] {
  try {
    return noGrad(() => outputsOf(model.eval(), example))
  } catch (error) {
    const shapes = example.map(({ shape }) => `[${shape}]`).join(' and ')
    const why = `the model ${model.constructor.name} cannot be asked ${shapes}: ${(error as Error).message}`
    throw new Fault('validation_failed', why, {}, { cause: error })
  }
}

/** The ONNX model of it, in pieces: for any size of the batch where that is possible, else for the example's. */
export async function writeTraced(
  traced: Traceable,
  name: string,
): Promise<{ pieces: Uint8Array[]; isDynamic: boolean }> {
  const { subject, example, inputNames, outputNames, weights } = traced
  const options = {
    inputNames,
    outputNames,
    name,
    ...(subject instanceof Module ? {} : { parameters: weights }),
  }
  const exportable = subject as Exportable
  if (example.every(({ ndim }) => ndim > 0)) {
    try {
      return {
        pieces: await exportOnnxPieces(exportable, example, { ...options, dynamicBatch: true }),
        isDynamic: true,
      }
    } catch {
      // Something in it depends on the size: then the model is for this one.
    }
  }
  try {
    return { pieces: await exportOnnxPieces(exportable, example, options), isDynamic: false }
  } catch (error) {
    throw new Fault(
      'validation_failed',
      `cannot be written as ONNX: ${(error as Error).message}`,
      {},
      { cause: error },
    )
  }
}

function isTensorKind({ kind, type }: Planned): boolean {
  return !kind.isHost && !type.endsWith('TrainingLoop') && !kind.hasProgress
}

function runOnce(
  { seed, moduleOf }: TraceOptions,
  planned: Planned,
  modules: Map<string, Module>,
  valueAt: (from: number, output: string) => unknown,
): Record<string, unknown> {
  const { id, type, kind, params, inputs } = planned
  const values = Object.fromEntries(inputs.map(({ input, from, output }) => [input, valueAt(from, output)]))
  if (ONLY_IN_TRAINING.has(type)) return { tensor: values.tensor }
  // Tracing runs a graph node several times: all are to have the weights of the first.
  const remember = <M extends Module>(make: () => M): M => {
    const module = (modules.get(id) ?? make()) as M
    modules.set(id, module)
    return module.eval()
  }
  const context: Partial<RunContext> = {
    seed: seedFor(seed, id),
    isBackward: false,
    signal: new AbortController().signal,
    log: () => {},
    module: (make) => remember(() => moduleOf(planned, make) as ReturnType<typeof make>),
    fresh: remember,
  }
  manualSeed(seedFor(seed, id))
  const outputs = kind.run(values, params, context as RunContext)
  if (outputs instanceof Promise) {
    outputs.catch(() => {})
    throw new Fault('validation_failed', `${type} (node ${id}) is no function of tensors`)
  }
  return outputs
}

/** The graph node's id alone where it has one output. */
const plainName = (id: string, output: string, ports: object) =>
  (Object.keys(ports).length === 1 ? id : `${id}.${output}`).replace(/[^\w.-]/g, '_')

const unique = (names: readonly string[]) =>
  names.map((name, i) => (names.indexOf(name) === i ? name : `${name}_${i}`))

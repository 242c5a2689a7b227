import { Module, manualSeed, readAll, type StateDict, Tensor } from '@nodeyard/tensor'
import type { TorchArray } from '@nodeyard/tensor/formats'
import { seedFor } from '../execute/result-key.ts'
import type { Plan, Planned } from '../plan/plan-run.ts'
import type { RunContext } from '../run-context.ts'

/** Arrays by name, as an `.npz` takes them. */
export type Arrays = Record<string, TorchArray>

/** A module, caught on its way into a graph node that asks for its weights. */
class Caught {
  readonly module: Module

  constructor(module: Module) {
    this.module = module
  }
}

/** The weights a graph node has at first: those that its seed gives; undefined for one without. */
function freshWeights({ kind, params, id }: Planned, runSeed: number): StateDict | undefined {
  const seed = seedFor(runSeed, id)
  const context: Partial<RunContext> = {
    seed,
    isBackward: false,
    signal: new AbortController().signal,
    module: (make) => {
      throw new Caught(make())
    },
  }
  const makesModel =
    Object.keys(kind.inputs).length === 0 &&
    Object.values(kind.outputs).some(({ dataType }) => dataType === 'MODEL')
  if (!kind.weights && !makesModel) return undefined
  manualSeed(seed)
  try {
    const outputs = kind.run({}, params, context as RunContext)
    if (outputs instanceof Promise) return undefined
    const model = Object.values(outputs).find((value) => value instanceof Module) as Module | undefined
    return model?.stateDict()
  } catch (thrown) {
    if (thrown instanceof Caught) return thrown.module.stateDict()
    throw thrown
  }
}

/** Tensors that a source draws at random, by output; their numbers cannot be drawn again elsewhere. */
function drawnTensors({ kind, params, id }: Planned, runSeed: number): Record<string, Tensor> {
  if (Object.keys(kind.inputs).length > 0 || kind.weights || kind.isHost) return {}
  const seed = seedFor(runSeed, id)
  const context: Partial<RunContext> = {
    seed,
    isBackward: false,
    signal: new AbortController().signal,
    inputs: undefined,
  }
  manualSeed(seed)
  const outputs = kind.run({}, params, context as RunContext)
  if (outputs instanceof Promise) {
    outputs.catch(() => {})
    return {}
  }
  const drawn = Object.entries(outputs).filter(([, value]) => value instanceof Tensor && isDrawn(value))
  return Object.fromEntries(drawn) as Record<string, Tensor>
}

function isDrawn(tensor: Tensor): boolean {
  const seen = new Set<unknown>()
  const look = (value: Tensor['value']): boolean => {
    if (seen.has(value)) return false
    seen.add(value)
    const { source } = value
    if (source.kind === 'random') return source.fill.distribution !== 'constant'
    return source.kind === 'call' && source.inputs.some(look)
  }
  return look(tensor.value)
}

export interface GraphWeights {
  /** `<graph node>/<name>`; what sources drew: `drawn/<graph node>/<output>`. */
  arrays: Arrays
  /** Graph nodes that have weights. */
  owners: Set<string>
  /** Sources of which something was drawn. */
  drawers: Set<string>
  warnings: string[]
}

/** More elements than this in one source are drawn anew by the script rather than shipped. */
const MAX_DRAWN = 4_000_000

/**
 * Everything of a graph that a script in another language could not make again: the weights of its graph nodes, kept
 * ones before fresh ones, and what its sources drew at random.
 */
export async function weightsOf(
  plan: Plan,
  seed: number,
  kept: (planned: Planned) => Promise<StateDict | undefined>,
): Promise<GraphWeights> {
  const tensors: Record<string, Tensor> = {}
  const owners = new Set<string>()
  const drawers = new Set<string>()
  const warnings: string[] = []
  for (const planned of plan) {
    const { id, type } = planned
    try {
      const state = (planned.kind.weights && (await kept(planned))) || freshWeights(planned, seed)
      if (state) owners.add(id)
      for (const [name, part] of Object.entries(state ?? {})) tensors[`${id}/${name}`] = part
      for (const [port, drawn] of Object.entries(drawnTensors(planned, seed))) {
        if (drawn.numel <= MAX_DRAWN) {
          drawers.add(id)
          tensors[`drawn/${id}/${port}`] = drawn
        } else warnings.push(`${id} (${type}) draws ${drawn.numel} numbers anew in the script`)
      }
    } catch (error) {
      warnings.push(`${id} (${type}): its weights could not be made: ${(error as Error).message}`)
    }
  }
  const names = Object.keys(tensors)
  const arrays = await readAll(Object.values(tensors))
  return {
    owners,
    drawers,
    warnings,
    arrays: Object.fromEntries(
      names.map((name, i) => {
        const { dtype, shape } = tensors[name]!
        return [name, { dtype, shape: [...shape], data: arrays[i]! }]
      }),
    ),
  }
}

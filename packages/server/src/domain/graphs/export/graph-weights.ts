import { Module, manualSeed, readAll, type StateDict, Tensor } from '@nodeyard/tensor'
import type { TorchArray } from '@nodeyard/tensor/formats'
import { seedFor } from '../execute/result-key.ts'
import type { Plan, Planned } from '../plan/plan-run.ts'
import type { RunContext } from '../run-context.ts'

/** Arrays by name, as an `.npz` takes them. */
export type Arrays = Record<string, TorchArray>

interface Made {
  outputs: Record<string, unknown> | undefined
  /** The weights that it asked for. */
  module: Module | undefined
}

/**
 * Runs a graph node without computing anything: tensors are only written down. What looks at their elements, takes its
 * time or reaches outside is left alone, and so is what hangs on it.
 */
function sketch({ kind, params }: Planned, inputs: Record<string, unknown>, seed: number): Made {
  let module: Module | undefined
  const context: Partial<RunContext> = {
    seed,
    isBackward: false,
    signal: new AbortController().signal,
    inputs: undefined,
    log: () => {},
    fresh: (make) => make(),
    module(make) {
      const made = make()
      module = made
      return made
    },
  }
  if (kind.isHost || kind.hasProgress || kind.isUncacheable) return { outputs: undefined, module }
  manualSeed(seed)
  try {
    const outputs = kind.run(inputs, params, context as RunContext)
    if (!(outputs instanceof Promise)) return { outputs, module }
    outputs.catch(() => {})
  } catch (error) {
    // Weights are asked for before the inputs are looked at.
    if (!module && kind.weights) throw error
  }
  return { outputs: undefined, module }
}

/** What a source without inputs drew at random, by output; its numbers cannot be drawn again elsewhere. */
function drawnBySource({ kind }: Planned, outputs: Record<string, unknown>): Record<string, Tensor> {
  if (Object.keys(kind.inputs).length > 0 || kind.weights) return {}
  const drawn = Object.entries(outputs).filter(([, value]) => value instanceof Tensor && isDrawn(value))
  return Object.fromEntries(drawn) as Record<string, Tensor>
}

/** The network that a source makes of its seed. */
function modelOfSource({ kind }: Planned, outputs: Record<string, unknown>): Module | undefined {
  if (Object.keys(kind.inputs).length > 0) return undefined
  return Object.values(outputs).find((value) => value instanceof Module) as Module | undefined
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

/** What comes in by the wires whose other ends are known. */
function inputsOf(
  { inputs }: Planned,
  sketched: readonly (Record<string, unknown> | undefined)[],
): Record<string, unknown> {
  const known = inputs.flatMap(({ input, from, output }) => {
    const made = sketched[from]
    return made && output in made ? [[input, made[output]] as const] : []
  })
  return Object.fromEntries(known)
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
  const sketched: (Record<string, unknown> | undefined)[] = []
  for (const [place, planned] of plan.entries()) {
    const { id, type, kind } = planned
    try {
      const inputs = inputsOf(planned, sketched)
      const { outputs, module } = sketch(planned, inputs, seedFor(seed, id))
      sketched[place] = outputs
      const fresh = module ?? (outputs && !kind.drawn ? modelOfSource(planned, outputs) : undefined)
      const state = (kind.weights && (await kept(planned))) || fresh?.stateDict()
      if (state) owners.add(id)
      for (const [name, part] of Object.entries(state ?? {})) tensors[`${id}/${name}`] = part
      manualSeed(seedFor(seed, id))
      const drawn = kind.drawn?.(inputs, planned.params) ?? (outputs ? drawnBySource(planned, outputs) : {})
      for (const [name, part] of Object.entries(drawn)) {
        if (part.numel <= MAX_DRAWN) {
          drawers.add(id)
          tensors[`drawn/${id}/${name}`] = part
        } else warnings.push(`${id} (${type}) draws ${part.numel} numbers anew in the script`)
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

import { findGradients, type Module, Tensor } from '@nodeyard/tensor'
import type { Plan, Planned } from '../plan/plan-run.ts'
import type { RunResults } from './run-results.ts'
import { isFloat } from './summarize.ts'

/** A gradient to be kept: of an output, or of one of a graph node's weights. */
export interface KeptGradient {
  nodeId: string
  /** As captured: `<port>__grad`, or `__weight_grad__<name>`. */
  port: string
  name: string
  kind: 'port' | 'weight'
  gradient: Tensor
  /** 0-d: the norm, the mean of the absolute values, and their largest. */
  figures: readonly [norm: Tensor, mean: Tensor, max: Tensor]
}

export interface BackwardOptions {
  plan: Plan
  results: RunResults
  /** Weights by graph node. */
  modules: ReadonlyMap<string, Module>
  /** Begin at the largest output when no graph node says where. */
  isAutomatic: boolean
}

/**
 * The gradients of what a graph comes to, with respect to every output on the way and every weight: the same lazy
 * graph, continued backwards. Where it begins: at the first `BackwardOnce`; in a graph that trains, nowhere; else,
 * if asked for, at the largest output that has a gradient.
 *
 * As in PyTorch, only what is made from weights or from tensors that ask for a gradient has one; what has no
 * influence on the target is left out.
 */
export function buildGradients(options: BackwardOptions): KeptGradient[] {
  const { plan, results, modules } = options
  const canHave = gradientFlow(plan, results)
  const target = targetOf(options, canHave)
  if (!target || !canHave(target.value)) return []
  const wanted: (Omit<KeptGradient, 'gradient' | 'figures'> & { tensor: Tensor })[] = []
  for (const { id } of plan) {
    for (const [port, value] of Object.entries(results.get(id)?.outputs ?? {})) {
      if (!(value instanceof Tensor) || !isFloat(value) || !canHave(value.value)) continue
      wanted.push({ nodeId: id, port: `${port}__grad`, name: port, kind: 'port', tensor: value })
    }
    for (const [name, tensor] of modules.get(id)?.namedParameters() ?? []) {
      wanted.push({ nodeId: id, port: `__weight_grad__${name}`, name, kind: 'weight', tensor })
    }
  }
  const gradients = findGradients(
    target.sum(),
    wanted.map(({ tensor }) => tensor),
  )
  return wanted.flatMap(({ tensor: _, ...what }, i) => {
    const gradient = gradients[i]
    if (!gradient) return []
    const size = gradient.abs()
    const figures = [gradient.square().sum().sqrt(), size.mean(), size.amax()] as const
    return [{ ...what, gradient, figures }]
  })
}

type Value = Tensor['value']

/** Tells whether a value is made from what has a gradient: weights, and the tensors of sources that ask for one. */
function gradientFlow(plan: Plan, results: RunResults): (value: Value) => boolean {
  const known = new Map<Value, boolean>()
  for (const planned of plan) {
    if (planned.type !== 'TensorInput' && planned.params.requires_grad !== true) continue
    for (const { value } of floatOutputs(planned, results)) known.set(value, true)
  }
  return (asked) => {
    // A stack of its own: graphs are deeper than calls can be.
    const stack = [asked]
    while (stack.length > 0) {
      const value = stack.at(-1)!
      const { source } = value
      if (known.has(value)) stack.pop()
      else if (source.kind !== 'call' || source.isDetached) known.set(value, source.kind === 'stored')
      else {
        const open = source.inputs.filter((input) => !known.has(input))
        if (open.length > 0) stack.push(...open)
        else
          known.set(
            value,
            source.inputs.some((input) => known.get(input)),
          )
      }
    }
    return known.get(asked)!
  }
}

function targetOf(
  { plan, results, isAutomatic }: BackwardOptions,
  canHave: (value: Value) => boolean,
): Tensor | undefined {
  const marked = plan.find(({ type }) => type === 'BackwardOnce')
  if (marked) return floatOutputs(marked, results)[0]
  if (plan.some(({ type }) => type.endsWith('TrainingLoop')) || !isAutomatic) return undefined
  return plan
    .flatMap((planned) => floatOutputs(planned, results))
    .filter(({ value }) => canHave(value))
    .reduce<Tensor | undefined>((best, next) => (best && best.numel >= next.numel ? best : next), undefined)
}

function floatOutputs({ id }: Planned, results: RunResults): Tensor[] {
  return Object.values(results.get(id)?.outputs ?? {}).filter(
    (value) => value instanceof Tensor && isFloat(value),
  ) as Tensor[]
}

export type GradientStatus = 'healthy' | 'vanishing' | 'exploding' | 'unknown'

/** Whether learning can follow such a gradient; the bounds are those of the studio's clients. */
export function healthOf(norm: number, mean: number, max: number) {
  return { status: statusOf(norm, mean, max), norm, mean, max }
}

function statusOf(norm: number, mean: number, max: number): GradientStatus {
  if (![norm, mean, max].every(Number.isFinite)) return 'unknown'
  if (norm < 1e-7 || mean < 1e-8) return 'vanishing'
  return norm > 1e3 || max > 1e2 ? 'exploding' : 'healthy'
}

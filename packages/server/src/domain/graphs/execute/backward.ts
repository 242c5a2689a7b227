import { grad, type Module, type Tensor, Tensor as TensorClass } from '@nodeyard/tensor'
import type { Plan, Planned } from '../plan/plan-run.ts'
import type { Result } from './result-cache.ts'
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
  results: ReadonlyMap<string, Result>
  /** Weights by graph node. */
  modules: ReadonlyMap<string, Module>
  /** Begin at the largest output when no graph node says where. */
  isAutomatic: boolean
}

/**
 * The gradients of what a graph comes to, with respect to every output on the way and every weight: the same lazy
 * graph, continued backwards. Where it begins: at the first `BackwardOnce`; in a graph that trains, nowhere;
 * else, if asked for, at the largest output.
 */
export function buildGradients(options: BackwardOptions): KeptGradient[] {
  const target = targetOf(options)
  if (!target) return []
  const { plan, results, modules } = options
  const wanted: Omit<KeptGradient, 'gradient' | 'figures'>[] = []
  const tensors: Tensor[] = []
  for (const { id } of plan) {
    for (const [port, value] of Object.entries(results.get(id)?.outputs ?? {})) {
      if (!(value instanceof TensorClass) || !isFloat(value)) continue
      wanted.push({ nodeId: id, port: `${port}__grad`, name: port, kind: 'port' })
      tensors.push(value)
    }
    for (const [name, parameter] of modules.get(id)?.namedParameters() ?? []) {
      wanted.push({ nodeId: id, port: `__weight_grad__${name}`, name, kind: 'weight' })
      tensors.push(parameter)
    }
  }
  const gradients = grad(target.sum(), tensors, { allowUnused: true })
  return wanted.map((what, i) => {
    const gradient = gradients[i]!
    const size = gradient.abs()
    const figures = [gradient.square().sum().sqrt(), size.mean(), size.amax()] as const
    return { ...what, gradient, figures }
  })
}

function targetOf({ plan, results, isAutomatic }: BackwardOptions): Tensor | undefined {
  const marked = plan.find(({ type }) => type === 'BackwardOnce')
  if (marked) return floatOutputs(marked, results)[0]
  if (plan.some(({ type }) => type.endsWith('TrainingLoop')) || !isAutomatic) return undefined
  return plan
    .flatMap((planned) => floatOutputs(planned, results))
    .reduce<Tensor | undefined>((best, next) => (best && best.numel >= next.numel ? best : next), undefined)
}

function floatOutputs({ id }: Planned, results: ReadonlyMap<string, Result>): Tensor[] {
  return Object.values(results.get(id)?.outputs ?? {}).filter(
    (value) => value instanceof TensorClass && isFloat(value),
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

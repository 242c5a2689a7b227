import { TensorError } from '../graph/tensor-error.ts'

const isFrom0 = (value: unknown) => typeof value !== 'number' || value >= 0
const isShare = (value: unknown) => typeof value !== 'number' || (value >= 0 && value < 1)

/** What the settings of optimizers may be, by their names; tensors are taken as they are. */
const CHECKS: Readonly<Record<string, readonly [isGood: (value: unknown) => boolean, wanted: string]>> = {
  ...Object.fromEntries(
    [
      'lr',
      'eps',
      'weightDecay',
      'momentum',
      'alpha',
      'lrDecay',
      'momentumDecay',
      'initialAccumulatorValue',
    ].map((name) => [name, [isFrom0, '0 or more']]),
  ),
  betas: [(betas) => (betas as unknown[]).every(isShare), 'from 0 up to, but not, 1'],
  etas: [(etas) => isAround1(etas as [number, number]), 'between 0 and 1, and above 1'],
}

const isAround1 = ([down, up]: readonly [number, number]) => down > 0 && down < 1 && up > 1

/** Refuses settings with which an optimizer would not converge but run away, as PyTorch does. */
export function requireSettings(settings: object): void {
  for (const [name, value] of Object.entries(settings)) {
    const [isGood, wanted] = CHECKS[name] ?? [() => true]
    if (!isGood(value)) throw new TensorError('argument', `${name} is ${wanted}, not ${value}`)
  }
  const { nesterov, momentum, dampening } = settings as Record<string, unknown>
  if (nesterov && (momentum === 0 || dampening !== 0)) {
    throw new TensorError('argument', 'nesterov wants a momentum and no dampening')
  }
}

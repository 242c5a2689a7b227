/** Activations by PyTorch's names in snake case. */
export type Nonlinearity =
  | 'linear'
  | 'conv1d'
  | 'conv2d'
  | 'sigmoid'
  | 'tanh'
  | 'relu'
  | 'leaky_relu'
  | 'selu'

/**
 * How much an activation shrinks variance, as a factor that makes up for it; `slope` is leaky relu's.
 *
 * @example
 * calculateGain('tanh') // 1.6666666666666667
 */
export function calculateGain(nonlinearity: Nonlinearity, slope = 0.01): number {
  if (nonlinearity === 'tanh') return 5 / 3
  if (nonlinearity === 'relu') return Math.SQRT2
  if (nonlinearity === 'leaky_relu') return Math.sqrt(2 / (1 + slope ** 2))
  return nonlinearity === 'selu' ? 3 / 4 : 1
}

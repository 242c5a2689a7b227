import { NumpyRandom } from '../numpy-random.ts'
import { sharesOf } from './logistic.ts'
import type { Rows } from './rows.ts'

export const ACTIVATIONS = ['relu', 'tanh', 'logistic', 'identity'] as const

export interface MlpOptions {
  hidden: readonly number[]
  activation: (typeof ACTIVATIONS)[number]
  maxIterations: number
  learningRate: number
  seed: number
}

/** Weights [in, out] and biases of each layer. */
export interface Mlp {
  activation: MlpOptions['activation']
  sizes: number[]
  weights: Float64Array[]
  biases: Float64Array[]
  /** Loss of the last epoch, with the penalty. */
  loss: number
}

const ALPHA = 1e-4
const TOLERANCE = 1e-4
const PATIENCE = 10
const MOST_IN_BATCH = 200
const TINY = 2.220446049250313e-16

/**
 * Trains a network of dense layers by Adam on batches of 200, with scikit-learn's defaults: weights by Glorot and
 * Bengio (2010), a penalty of 0.0001 on their squares, and an end when ten epochs have brought no less loss. The same
 * seed gives the weights that scikit-learn begins with, and its order of rows.
 */
export function fitMlp(rows: Rows, codes: readonly number[], classes: number, options: MlpOptions): Mlp {
  const random = new NumpyRandom(options.seed)
  const outputs = classes === 2 ? 1 : classes
  const sizes = [rows[0]!.length, ...options.hidden, outputs]
  const factor = options.activation === 'logistic' ? 2 : 6
  const weights: Float64Array[] = []
  const biases: Float64Array[] = []
  for (let i = 0; i + 1 < sizes.length; i++) {
    const [into, out] = [sizes[i]!, sizes[i + 1]!]
    const bound = Math.sqrt(factor / (into + out))
    weights.push(Float64Array.from({ length: into * out }, () => random.uniform(-bound, bound)))
    biases.push(Float64Array.from({ length: out }, () => random.uniform(-bound, bound)))
  }
  const net: Mlp = { activation: options.activation, sizes, weights, biases, loss: 0 }
  const step = adam([...weights, ...biases], options.learningRate)
  const batch = Math.min(MOST_IN_BATCH, rows.length)
  let order = rows.map((_, i) => i)
  let best = Number.POSITIVE_INFINITY
  let idle = 0
  for (let epoch = 0; epoch < options.maxIterations && idle <= PATIENCE; epoch++) {
    const places = random.permutation(rows.length)
    order = places.map((place) => order[place]!)
    let loss = 0
    for (let start = 0; start < order.length; start += batch) {
      const members = order.slice(start, start + batch)
      const found = backward(net, rows, codes, members)
      loss += found.loss * members.length
      step(found.gradients)
    }
    net.loss = loss / rows.length
    if (!Number.isFinite(net.loss)) throw new Error('the network diverged: try a smaller learning_rate_init')
    idle = net.loss > best - TOLERANCE ? idle + 1 : 0
    best = Math.min(best, net.loss)
  }
  return net
}

function adam(parameters: readonly Float64Array[], rate: number) {
  const first = parameters.map(({ length }) => new Float64Array(length))
  const second = parameters.map(({ length }) => new Float64Array(length))
  let steps = 0
  return (gradients: readonly Float64Array[]) => {
    steps++
    const length = (rate * Math.sqrt(1 - 0.999 ** steps)) / (1 - 0.9 ** steps)
    for (const [k, parameter] of parameters.entries()) {
      const [m, v, gradient] = [first[k]!, second[k]!, gradients[k]!]
      for (let i = 0; i < parameter.length; i++) {
        m[i] = 0.9 * m[i]! + 0.1 * gradient[i]!
        v[i] = 0.999 * v[i]! + 0.001 * gradient[i]! ** 2
        parameter[i]! -= (length * m[i]!) / (Math.sqrt(v[i]!) + 1e-8)
      }
    }
  }
}

/** The mean loss of some rows with the penalty, and its gradients: weights first, then biases. */
function backward(net: Mlp, rows: Rows, codes: readonly number[], members: readonly number[]) {
  const { weights, biases, sizes, activation } = net
  const count = members.length
  const weightGradients = weights.map((w) => w.map((value) => (ALPHA * value) / count))
  const biasGradients = biases.map(({ length }) => new Float64Array(length))
  let loss = 0
  for (const i of members) {
    const layers = forward(net, rows[i]!)
    const shares = sharesOf([...layers.at(-1)!])
    const label = codes[i]!
    loss -= Math.log(Math.min(Math.max(shares[label]!, TINY), 1 - TINY)) / count
    let delta: Float64Array =
      sizes.at(-1) === 1
        ? Float64Array.of(shares[1]! - label)
        : Float64Array.from(shares, (share, k) => share - (k === label ? 1 : 0))
    for (let layer = weights.length - 1; layer >= 0; layer--) {
      const input = layers[layer]!
      const [w, gw, gb] = [weights[layer]!, weightGradients[layer]!, biasGradients[layer]!]
      const below = new Float64Array(input.length)
      for (let a = 0; a < input.length; a++) {
        for (let b = 0; b < delta.length; b++) {
          gw[a * delta.length + b]! += (input[a]! * delta[b]!) / count
          below[a]! += w[a * delta.length + b]! * delta[b]!
        }
      }
      for (let b = 0; b < delta.length; b++) gb[b]! += delta[b]! / count
      delta = below.map((slope, a) => slope * SLOPE[activation](input[a]!))
    }
  }
  const squares = weights.reduce((sum, w) => sum + w.reduce((own, value) => own + value * value, 0), 0)
  return { loss: loss + (ALPHA * squares) / 2 / count, gradients: [...weightGradients, ...biasGradients] }
}

const ACTIVATE = {
  relu: (x: number) => Math.max(0, x),
  tanh: Math.tanh,
  logistic: (x: number) => 1 / (1 + Math.exp(-x)),
  identity: (x: number) => x,
}

/** Slopes by what came out. */
const SLOPE = {
  relu: (y: number) => (y > 0 ? 1 : 0),
  tanh: (y: number) => 1 - y * y,
  logistic: (y: number) => y * (1 - y),
  identity: () => 1,
}

/** The row and what each layer makes of it, the last one without activation. */
function forward({ weights, biases, activation }: Mlp, row: readonly number[]): Float64Array[] {
  const layers = [Float64Array.from(row)]
  for (const [layer, w] of weights.entries()) {
    const input = layers.at(-1)!
    const output = Float64Array.from(biases[layer]!)
    for (let a = 0; a < input.length; a++) {
      for (let b = 0; b < output.length; b++) output[b]! += input[a]! * w[a * output.length + b]!
    }
    layers.push(layer + 1 < weights.length ? output.map(ACTIVATE[activation]) : output)
  }
  return layers
}

/** The share of each class for a row. */
export const mlpShares = (net: Mlp, row: readonly number[]): number[] =>
  sharesOf([...forward(net, row).at(-1)!])

import type { Draws } from './draws.ts'
import { along, any, type Generator, type Generators, named, number, ordered } from './generator.ts'

const INTEGER_MEANS = { wider: /floating point|invalid gradient/ }
const soft = (d: Draws) => {
  const x = d.tensor(d.shape(), { dtype: d.pick('float32', 'float32', 'float64'), values: 'grid' })
  return [x, d.dim(x.shape.length)]
}
const reduced = (d: Draws) => {
  const x = ordered(any(d))
  const rank = x.shape.length
  const dim = d.chance(0.5) ? d.dim(rank) : d.dims(rank)
  // To PyTorch 1.13 no dimensions are sometimes none and sometimes all.
  return Array.isArray(dim) && dim.length === 0 ? [x] : [x, dim, d.chance(0.5)]
}

/** What makes one element of many, or puts them in order. */
export const REDUCTIONS: Generators = {
  // Reductions.
  ...named(['sum', 'amax', 'amin'], reduced),
  mean: { ...INTEGER_MEANS, draw: reduced },
  prod: {
    draw: (d) => {
      const x = d.tensor(d.shape(), { values: 'grid' })
      return d.chance(0.3) ? [x] : [x, d.dim(x.shape.length), d.chance(0.5)]
    },
  },
  ...named(['any', 'all', 'argmax', 'argmin'], (d) => (d.chance(0.3) ? [ordered(any(d))] : along(d))),
  cumsum: { draw: (d) => along(d).slice(0, 2) },
  logsumexp: {
    draw: (d) => {
      const x = any(d)
      return [x, d.dim(x.shape.length), d.chance(0.5)]
    },
  },
  norm: {
    ...INTEGER_MEANS,
    draw: (d) => {
      const x = ordered(any(d))
      const p = number(d.pick(2, 2, 1, 0, 3, 0.5, -1, Infinity, -Infinity))
      return d.chance(0.3) ? [x, p] : [x, p, d.dim(x.shape.length), d.chance(0.5)]
    },
  },
  ...Object.fromEntries(
    ['variance', 'std'].map((name): [string, Generator] => [
      name,
      {
        ...INTEGER_MEANS,
        torch: name === 'std' ? 'std' : 'var',
        draw: (d) => {
          const x = any(d)
          const dim = d.chance(0.5) ? d.dim(x.shape.length) : null
          return { args: [x, dim], options: { correction: d.pick(0, 1, 1), keepdim: d.chance(0.5) } }
        },
      },
    ]),
  ),
  max: { outputs: 1, draw: along },
  min: { outputs: 1, draw: along },
  median: { outputs: 1, draw: along },
  sort: { outputs: 1, draw: along },
  topk: {
    narrower: /of a single number/,
    outputs: 1,
    draw: (d) => {
      const x = d.tensor(d.shape(), { values: 'smooth' })
      return [x, d.int(0, 3), d.dim(x.shape.length), d.chance(0.5)]
    },
  },
  softmax: { draw: soft },
  logSoftmax: { torch: 'log_softmax', draw: soft },
}

import type { Draws } from './draws.ts'
import { F, float, type Generators, smooth, twins } from './generator.ts'

const reduction = (d: Draws) => d.pick('mean', 'sum', 'none')
/** Scores [N, C, ...] and classes [N, ...], seldom wrong ones. */
function classified(d: Draws) {
  const classes = d.int(1, 5)
  const rest = d.chance(0.3) ? [d.int(1, 3)] : []
  const lead = d.chance(0.15) && rest.length === 0 ? [] : [d.chance(0.04) ? 0 : d.int(1, 4)]
  const target = d.index(d.chance(0.05) ? [...lead, ...rest, 2] : [...lead, ...rest], classes, -1)
  if (d.chance(0.4)) target.data = target.data.map((one) => (d.chance(0.4) ? -100 : one))
  const x = d.tensor([...lead, classes, ...rest], d.chance(0.1) ? { ...float, values: 'wild' } : smooth)
  const weight = d.tensor([d.chance(0.04) ? classes + 1 : classes], {
    ...float,
    values: 'positive',
    isFixed: true,
  })
  const options = d.some({ weight, ignoreIndex: d.pick(-100, -100, 0, 1), reduction: reduction(d) })
  return { x, target, options, shape: x.shape }
}

/** Losses. */
export const LOSSES: Generators = {
  // Losses.
  mseLoss: {
    torch: `${F}.mse_loss`,
    draw: (d) => ({ args: twins(d), options: d.some({ reduction: reduction(d) }) }),
  },
  l1Loss: {
    torch: `${F}.l1_loss`,
    draw: (d) => ({ args: twins(d), options: d.some({ reduction: reduction(d) }) }),
  },
  smoothL1Loss: {
    torch: `${F}.smooth_l1_loss`,
    draw: (d) => ({
      args: twins(d, { values: 'grid' }),
      options: d.some({ reduction: reduction(d), beta: d.pick(1, 0.5, 2, -1) }),
    }),
  },
  huberLoss: {
    torch: `${F}.huber_loss`,
    draw: (d) => ({
      args: twins(d, { values: 'grid' }),
      options: d.some({ reduction: reduction(d), delta: d.pick(1, 0.5, 2, 0) }),
    }),
  },
  binaryCrossEntropy: {
    torch: `${F}.binary_cross_entropy`,
    draw: (d) => {
      const [x, target] = twins(d, { values: 'unit' })
      const weight = d.tensor(x!.shape, { dtype: x!.dtype, values: 'positive', isFixed: true })
      return { args: [x, target], options: d.some({ weight, reduction: reduction(d) }) }
    },
  },
  binaryCrossEntropyWithLogits: {
    torch: `${F}.binary_cross_entropy_with_logits`,
    draw: (d) => {
      const [x, target] = twins(d, { values: d.pick('grid', 'smooth') }, { values: 'unit' })
      const like = { dtype: x!.dtype, values: 'positive', isFixed: true } as const
      const [weight, posWeight] = [d.tensor(x!.shape, like), d.tensor(x!.shape.slice(-1), like)]
      return { args: [x, target], options: d.some({ weight, posWeight, reduction: reduction(d) }) }
    },
  },
  klDiv: {
    torch: `${F}.kl_div`,
    draw: (d) => {
      const [x, target] = twins(d, { values: 'smooth' }, { values: d.pick('unit', 'smooth', 'grid') })
      return {
        args: [x, target],
        options: d.some({ reduction: d.pick('batchmean', 'mean', 'sum', 'none'), logTarget: d.chance(0.5) }),
      }
    },
  },
  nllLoss: {
    torch: `${F}.nll_loss`,
    draw: (d) => {
      const { x, target, options } = classified(d)
      return { args: [x, target], options }
    },
  },
  crossEntropy: {
    torch: `${F}.cross_entropy`,
    draw: (d) => {
      const { x, target, options, shape } = classified(d)
      const smoothing = d.some({ labelSmoothing: d.pick(0.1, 0.5, 0, d.chance(0.1) ? 1.5 : 1) })
      if (d.chance(0.7)) return { args: [x, target], options: { ...options, ...smoothing } }
      const { ignoreIndex: _, ...others } = options
      return {
        args: [x, d.tensor(shape, { ...float, values: 'unit' })],
        options: { ...others, ...smoothing },
      }
    },
  },
  marginRankingLoss: {
    torch: `${F}.margin_ranking_loss`,
    draw: (d) => {
      const [a, b] = twins(d)
      const target = { ...b!, data: b!.data.map(() => d.pick(-1, 1)) }
      return { args: [a, b, target], options: d.some({ margin: d.pick(0, 0.5, 1), reduction: reduction(d) }) }
    },
  },
  cosineEmbeddingLoss: {
    torch: `${F}.cosine_embedding_loss`,
    draw: (d) => {
      const [n, size] = [d.int(1, 3), d.int(1, 4)]
      const lead = d.chance(0.2) ? [] : [n]
      const target = d.tensor(d.chance(0.05) ? [...lead, 1] : lead, float)
      target.data = target.data.map(() => d.pick(-1, 1))
      const args = [d.tensor([...lead, size], smooth), d.tensor([...lead, size], smooth), target]
      return { args, options: d.some({ margin: d.pick(0, 0.3, -0.5), reduction: reduction(d) }) }
    },
  },
}

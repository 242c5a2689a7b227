import type { Draws } from './draws.ts'
import { type Generator, perDim, smooth, spatial } from './generator.ts'

/** How a module is made and called at random; its state is drawn by the names it has. */
export interface ModuleGenerator extends Pick<Generator, 'outputs' | 'wider' | 'narrower'> {
  /** The name under which this package takes a second input. */
  second?: string
  draw: (d: Draws) => { args: unknown[]; options?: object; inputs: unknown[] }
}

const PADDINGS = ['zeros', 'reflect', 'replicate', 'circular'] as const

const convolution = (rank: number): ModuleGenerator => ({
  wider: /Invalid padding size/,
  draw: (d) => {
    const groups = d.pick(1, 1, 2)
    const channels = groups * d.int(1, 2)
    const options = d.some({
      stride: perDim(d, rank, 1, 2),
      padding: perDim(d, rank, 0, 2),
      dilation: perDim(d, rank, 1, 2),
      bias: d.chance(0.5),
      paddingMode: d.pick(...PADDINGS),
    })
    const x = d.tensor([...(d.chance(0.1) ? [] : [d.int(1, 2)]), channels, ...spatial(d, rank, 3)], smooth)
    return {
      args: [channels, groups * d.int(1, 2), perDim(d, rank, 1, 3)],
      options: { ...options, groups },
      inputs: [x],
    }
  },
})

const batchNorm = (rank: number): ModuleGenerator => ({
  // The number of channels counts here even where nothing depends on it.
  narrower: /batch norm of/,
  draw: (d) => {
    const channels = d.int(1, 3)
    const options = d.some({
      eps: 0.1,
      momentum: d.pick(0.1, 0.5, null),
      affine: d.chance(0.5),
      trackRunningStats: d.chance(0.5),
    })
    const wide = rank === 1 && d.chance(0.5) ? [] : spatial(d, rank, 1)
    const x = d.tensor([d.int(1, 4), d.chance(0.05) ? channels + 1 : channels, ...wide], smooth)
    return { args: [channels], options, inputs: [x] }
  },
})

const instanceNorm = (rank: number): ModuleGenerator => ({
  draw: (d) => {
    const channels = d.int(1, 3)
    const options = d.some({
      eps: 0.1,
      momentum: d.pick(0.1, 0.5),
      affine: d.chance(0.5),
      trackRunningStats: d.chance(0.5),
    })
    return {
      args: [channels],
      options,
      inputs: [d.tensor([d.int(1, 3), channels, ...spatial(d, rank, 1)], smooth)],
    }
  },
})

const recurrent = (isLstm: boolean, own: (d: Draws) => object = () => ({})): ModuleGenerator => ({
  second: 'hidden',
  draw: (d) => {
    const [size, hidden, batch, length] = [d.int(1, 3), d.int(1, 3), d.int(1, 3), d.int(1, 4)]
    const all = {
      numLayers: d.int(1, 2),
      bidirectional: d.chance(0.4),
      batchFirst: d.chance(0.5),
      bias: d.chance(0.5),
      ...own(d),
    }
    const options: Partial<typeof all> = d.some(all)
    const shape = d.chance(0.15) ? [length] : options.batchFirst ? [batch, length] : [length, batch]
    const x = d.tensor([...shape, d.chance(0.05) ? size + 1 : size], smooth)
    const layers = (options.numLayers ?? 1) * (options.bidirectional ? 2 : 1)
    const state = d.tensor([layers, ...(shape.length === 1 ? [] : [batch]), hidden], smooth)
    return { args: [size, hidden], options, inputs: !isLstm && d.chance(0.4) ? [x, state] : [x] }
  },
})

const transformer = (d: Draws, inputs: number, own: object = {}) => {
  const heads = d.int(1, 2)
  const size = heads * d.int(2, 3) * 2
  const options = {
    dropout: 0,
    dimFeedforward: 3,
    ...d.some({
      activation: d.pick('relu', 'gelu'),
      normFirst: d.chance(0.5),
      batchFirst: d.chance(0.5),
      layerNormEps: 0.1,
      ...own,
    }),
  }
  const [batch, length] = [d.int(1, 2), d.int(1, 3)]
  return {
    args: [size, heads],
    options,
    inputs: Array.from({ length: inputs }, () => d.tensor([batch, length, size], smooth)),
  }
}

export const MODULES: Record<string, ModuleGenerator> = {
  Linear: {
    draw: (d) => {
      const [size, out] = [d.int(1, 4), d.int(1, 4)]
      const x = d.tensor([...d.shape(0, 2), d.chance(0.05) ? size + 1 : size], smooth)
      return { args: [size, out], options: d.some({ bias: d.chance(0.5) }), inputs: [x] }
    },
  },
  Bilinear: {
    draw: (d) => {
      const [a, b, lead] = [d.int(1, 3), d.int(1, 3), d.shape(1, 2)]
      return {
        args: [a, b, d.int(1, 3)],
        inputs: [d.tensor([...lead, a], smooth), d.tensor([...lead, b], smooth)],
      }
    },
  },
  Embedding: {
    draw: (d) => {
      const rows = d.int(1, 5)
      const options = d.some({ paddingIdx: d.int(-rows, d.chance(0.1) ? rows : rows - 1) })
      return { args: [rows, d.int(1, 3)], options, inputs: [d.index(d.shape(0, 2), rows)] }
    },
  },
  Conv1d: convolution(1),
  Conv2d: convolution(2),
  BatchNorm1d: batchNorm(1),
  BatchNorm2d: batchNorm(2),
  InstanceNorm1d: instanceNorm(1),
  InstanceNorm2d: instanceNorm(2),
  LayerNorm: {
    draw: (d) => {
      const shape = [...d.shape(0, 1), d.int(3, 6)]
      const options = d.some({ eps: 0.1, elementwiseAffine: d.chance(0.5) })
      return {
        args: [d.chance(0.5) && shape.length === 1 ? shape[0] : shape],
        options,
        inputs: [d.tensor([...d.shape(0, 2), ...shape], smooth)],
      }
    },
  },
  GroupNorm: {
    draw: (d) => {
      const groups = d.int(1, 3)
      const channels = groups * d.int(1, 2) + (d.chance(0.05) ? 1 : 0)
      const x = d.tensor([d.int(1, 2), channels, ...spatial(d, d.int(1, 2), 3)], smooth)
      return { args: [groups, channels], options: d.some({ eps: 0.1, affine: d.chance(0.5) }), inputs: [x] }
    },
  },
  PReLU: {
    draw: (d) => {
      const x = d.tensor([2, ...d.shape(1, 2)], smooth)
      return { args: d.pick([], [x.shape[1]]), inputs: [x] }
    },
  },
  Upsample: {
    draw: (d) => ({
      args: [],
      options: {
        ...(d.chance(0.5) ? { scaleFactor: d.pick(2, 1.5, 3) } : { size: perDim(d, 2, 1, 6) }),
        ...d.some({ mode: d.pick('nearest', 'bilinear') }),
      },
      inputs: [d.tensor([1, 2, ...spatial(d, 2)], smooth)],
    }),
  },
  Flatten: {
    draw: (d) => ({ args: d.pick<unknown[]>([], [0], [1, 2], [-2]), inputs: [d.tensor([2, 3, 2], smooth)] }),
  },
  Unflatten: {
    draw: (d) => ({ args: [1, d.pick([2, 3], [-1, 2], [4, 2])], inputs: [d.tensor([2, 6], smooth)] }),
  },
  RNN: recurrent(false, (d) => ({ nonlinearity: d.pick('tanh', 'relu') })),
  GRU: recurrent(false),
  LSTM: recurrent(true),
  MultiheadAttention: {
    draw: (d) => {
      const heads = d.int(1, 2)
      const size = heads * d.int(1, 3) + (d.chance(0.05) ? 1 : 0)
      const [batch, from, to] = [d.int(1, 2), d.int(1, 3), d.int(1, 3)]
      const options: { batchFirst?: boolean } = d.some({ bias: d.chance(0.5), batchFirst: d.chance(0.5) })
      const lead = (length: number) => (options.batchFirst ? [batch, length] : [length, batch])
      const [q, k, v] = [from, to, to].map((length) => d.tensor([...lead(length), size], smooth))
      return { args: [size, heads], options, inputs: [q, k, v] }
    },
  },
  TransformerEncoderLayer: { draw: (d) => transformer(d, 1) },
  TransformerDecoderLayer: { draw: (d) => transformer(d, 2) },
}

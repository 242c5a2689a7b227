import type { Draws } from './draws.ts'
import { F, float, type Generator, type Generators, number, perDim, smooth, spatial } from './generator.ts'

function convolution(rank: number, isTransposed = false): Generator {
  const draw = (d: Draws) => {
    const groups = d.pick(1, 1, 1, 2, 3)
    const [per, out] = [d.int(1, 3), d.int(1, 3)]
    const channels = d.chance(0.04) ? per * groups + 1 : per * groups
    const kernel = Array.from({ length: rank }, () => d.int(1, 3))
    const lead = d.chance(0.15) ? [] : [d.pick(1, 2, 3)]
    const x = d.tensor([...lead, channels, ...spatial(d, rank)], smooth)
    const filters = isTransposed ? [channels, out] : [out * groups, per]
    const weight = d.tensor([...filters, ...kernel], smooth)
    const bias = d.chance(0.5) ? d.tensor([d.chance(0.04) ? out * groups + 1 : out * groups], smooth) : null
    const stride = perDim(d, rank, 1, 3)
    const isSame = !isTransposed && d.chance(0.15)
    const options = {
      stride: isSame ? 1 : stride,
      padding: isSame ? d.pick('same', 'valid') : perDim(d, rank, 0, 2),
      dilation: perDim(d, rank, 1, 2),
      groups,
    }
    return {
      args: [x, weight, bias],
      options: isTransposed ? { ...options, ...d.some({ outputPadding: d.int(0, 1) }) } : options,
    }
  }
  return { draw, torch: `nn.functional.conv${isTransposed ? '_transpose' : ''}${rank}d` }
}

function pooling(name: string, rank: number): Generator {
  const draw = (d: Draws) => {
    const lead = d.chance(0.15) ? [d.int(1, 3)] : [d.int(1, 2), d.int(1, 3)]
    const values = d.pick('grid', 'smooth')
    const x = d.tensor([...lead, ...spatial(d, rank)], { dtype: 'float32', values })
    const kernel = perDim(d, rank, 1, 3)
    const all = { stride: perDim(d, rank, 1, 3), padding: perDim(d, rank, 0, 1), ceilMode: d.chance(0.5) }
    const own = name === 'max' ? { dilation: perDim(d, rank, 1, 2) } : { countIncludePad: d.chance(0.5) }
    return { args: [x, kernel], options: d.some({ ...all, ...own }) }
  }
  return { draw, torch: `nn.functional.${name}_pool${rank}d` }
}

const adaptive = (name: string, rank: number): Generator => ({
  torch: `nn.functional.adaptive_${name}_pool${rank}d`,
  draw: (d) => [
    d.tensor([...(d.chance(0.15) ? [2] : [2, 3]), ...spatial(d, rank, 1)], {
      ...float,
      values: d.pick('grid', 'smooth'),
    }),
    rank === 1 ? d.int(1, 5) : perDim(d, rank, 1, 5),
  ],
})

/** Convolution, pooling, resizing, norms. */
export const WINDOWS: Generators = {
  // Windows and resizing.
  conv1d: convolution(1),
  conv2d: convolution(2),
  convTranspose1d: { ...convolution(1, true), narrower: /not below the stride/ },
  convTranspose2d: { ...convolution(2, true), narrower: /not below the stride/ },
  maxPool1d: pooling('max', 1),
  maxPool2d: pooling('max', 2),
  avgPool1d: pooling('avg', 1),
  avgPool2d: pooling('avg', 2),
  adaptiveAvgPool1d: adaptive('avg', 1),
  adaptiveAvgPool2d: adaptive('avg', 2),
  adaptiveMaxPool1d: adaptive('max', 1),
  adaptiveMaxPool2d: adaptive('max', 2),
  interpolate: {
    torch: `${F}.interpolate`,
    draw: (d) => {
      const rank = d.int(1, 2)
      const mode = d.chance(0.06)
        ? d.pick('linear', 'bilinear')
        : d.pick('nearest', 'area', rank === 1 ? 'linear' : 'bilinear')
      const x = d.tensor([d.int(1, 2), d.int(1, 2), ...spatial(d, rank, 1)], smooth)
      const aligned = mode.endsWith('linear') ? d.some({ alignCorners: d.chance(0.5) }) : {}
      const scale = Array.from({ length: rank }, () => d.pick(0.5, 1, 1.5, 2, 3, 0.7))
      const size = d.chance(0.5)
        ? { size: perDim(d, rank, 1, 9) }
        : { scaleFactor: d.chance(0.5) ? scale[0] : scale }
      return { args: [x], options: { ...size, mode, ...aligned } }
    },
  },

  // Norms.
  layerNorm: {
    torch: `${F}.layer_norm`,
    draw: (d) => {
      const x = d.tensor([...d.shape(0, 3), d.int(3, 6)], smooth)
      const shape = x.shape.slice(-d.int(1, x.shape.length))
      if (d.chance(0.05)) shape[0]!++
      return [
        x,
        shape,
        ...(d.chance(0.5) ? [d.tensor(shape, smooth), d.tensor(shape, smooth), d.pick(1e-5, 0.1)] : []),
      ]
    },
  },
  groupNorm: {
    torch: `${F}.group_norm`,
    wider: /more than 1 value/,
    draw: (d) => {
      const groups = d.int(1, 3)
      const channels = groups * d.int(1, 3) + (d.chance(0.05) ? 1 : 0)
      const x = d.tensor([d.int(1, 3), channels, ...spatial(d, d.int(1, 2), 3)], smooth)
      return [
        x,
        groups,
        ...(d.chance(0.5) ? [d.tensor([channels], smooth), d.tensor([channels], smooth)] : []),
      ]
    },
  },
  normalize: {
    torch: `${F}.normalize`,
    draw: (d) => {
      const x = d.tensor(d.shape(1, 3), float)
      return [x, number(d.pick(2, 2, 1, 3, Infinity)), d.dim(x.shape.length)]
    },
  },
  cosineSimilarity: {
    torch: `${F}.cosine_similarity`,
    draw: (d) => {
      const x = d.tensor(d.shape(1, 3), smooth)
      return [x, d.tensor(d.beside(x.shape), smooth), d.dim(x.shape.length)]
    },
  },
}

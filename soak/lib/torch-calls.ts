import type { Draws, Plain } from './torch-random.ts'

/** The arguments of one call: positional ones, and options that PyTorch takes by keyword in snake case. */
export interface Call {
  args: unknown[]
  options?: object
}

/** How a function of the package is called at random, and what PyTorch calls it. */
export interface Generator {
  draw: (d: Draws) => Call | unknown[]
  /** Where PyTorch has it; `torch.<name>` in snake case unless given. */
  torch?: string
  /** How many of the outputs are compared: which of tied elements an index names is nobody's promise. */
  outputs?: number
  /** What PyTorch says where it refuses and this package, by its documentation, answers; and the reverse. */
  wider?: RegExp
  narrower?: RegExp
}

/** Numbers that JSON has no words for. */
export const number = (value: number) => (Number.isFinite(value) ? value : { number: String(value) })

const F = 'nn.functional'
const any = (d: Draws) => d.tensor(d.shape())
/** Not-a-numbers have no order here, as the docs say: to PyTorch they are the largest. */
const ordered = (x: Plain): Plain => ({ ...x, data: x.data.map((one) => (one === 'NaN' ? 1 : one)) })
const INTEGER_MEANS = { wider: /floating point|invalid gradient/ }
const float = { dtype: 'float32' } as const
const smooth = { dtype: 'float32', values: 'smooth' } as const
const pair = (d: Draws): [Plain, Plain] => {
  const shape = d.shape()
  const [a, b] = [d.tensor(shape), d.tensor(d.beside(shape))]
  return d.chance(0.5) ? [a, b] : [b, a]
}
const operands = (d: Draws) => (d.chance(0.3) ? [any(d), d.pick(0, 1, 2, -1, 0.5, -2.5, 3, 300)] : pair(d))
/** Two float tensors of one shape and type, as losses take them. */
const twins = (d: Draws, a: Parameters<Draws['tensor']>[1] = {}, b = a) => {
  const shape = d.shape(0, 3)
  const dtype = d.pick('float32', 'float32', 'float64')
  const other = d.chance(0.06) ? d.beside(shape) : shape
  return [d.tensor(shape, { dtype, ...a }), d.tensor(other, { dtype, ...b })]
}
const named = (names: readonly string[], draw: Generator['draw'], prefix = ''): Record<string, Generator> =>
  Object.fromEntries(
    names.map((name) => [name, { draw, ...(prefix && { torch: `${prefix}.${snake(name)}` }) }]),
  )

const soft = (d: Draws) => {
  const x = d.tensor(d.shape(), { dtype: d.pick('float32', 'float32', 'float64') })
  return [x, d.dim(x.shape.length)]
}

/** The same where PyTorch refuses what this package answers. */
const withNote = (names: readonly string[], wider: RegExp, draw: Generator['draw']) =>
  Object.fromEntries(names.map((name): [string, Generator] => [name, { draw, wider }]))

export const snake = (name: string) =>
  name.replace(/(?<=[a-z])[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

const reduced = (d: Draws) => {
  const x = ordered(any(d))
  const rank = x.shape.length
  const dim = d.chance(0.5) ? d.dim(rank) : d.dims(rank)
  // To PyTorch 1.13 no dimensions are sometimes none and sometimes all.
  return Array.isArray(dim) && dim.length === 0 ? [x] : [x, dim, d.chance(0.5)]
}
const along = (d: Draws) => {
  const x = ordered(any(d))
  return [x, d.dim(x.shape.length), d.chance(0.5)]
}
const spatial = (d: Draws, rank: number, low = 2) => Array.from({ length: rank }, () => d.int(low, 7))
const perDim = (d: Draws, rank: number, low: number, high: number) =>
  d.chance(0.5) ? d.int(low, high) : Array.from({ length: rank }, () => d.int(low, high))
const reduction = (d: Draws) => d.pick('mean', 'sum', 'none')

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
    const values = d.pick('grid', 'smooth', ...(name === 'max' ? (['wild'] as const) : []))
    const x = ordered(d.tensor([...lead, ...spatial(d, rank)], { dtype: 'float32', values }))
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

const MATRICES = (d: Draws) => {
  const [m, k, n] = [d.size(), d.size(), d.size()]
  const dtype = d.pick('float32', 'float32', 'float64', 'int64', 'int32')
  const kind = { dtype, values: d.pick('grid', 'smooth') } as const
  const batch = d.shape(0, 2)
  const a = d.tensor(d.chance(0.15) ? [k] : [...batch, m, k], kind)
  const b = d.tensor(d.chance(0.15) ? [k] : [...d.beside(batch), d.chance(0.04) ? k + 1 : k, n], kind)
  return [a, b]
}

export const CALLS: Record<string, Generator> = {
  // Elements.
  ...named(
    ['abs', 'acos', 'acosh', 'asin', 'asinh', 'atan', 'atanh', 'ceil', 'cos', 'cosh', 'erf', 'exp', 'exp2'],
    (d) => [any(d)],
  ),
  ...named(
    ['expm1', 'floor', 'isinf', 'isnan', 'log', 'log10', 'log1p', 'log2', 'logicalNot', 'neg'],
    (d) => [any(d)],
  ),
  ...named(['reciprocal', 'round', 'rsqrt', 'sigmoid', 'sign', 'sin', 'sinh', 'sqrt', 'tan', 'tanh'], (d) => [
    any(d),
  ]),
  ...named(
    ['relu', 'selu', 'silu', 'mish', 'relu6', 'hardsigmoid', 'logsigmoid', 'softsign'],
    (d) => [any(d)],
    F,
  ),
  // PyTorch's own kernels differ at the corners, and at -Infinity.
  hardswish: { torch: `${F}.hardswish`, draw: (d) => [d.tensor(d.shape(), { ...float, values: 'smooth' })] },
  elu: { torch: `${F}.elu`, draw: (d) => [any(d), d.pick(1, 0.5, 2)] },
  leakyRelu: { torch: `${F}.leaky_relu`, draw: (d) => [any(d), d.pick(0.01, 0.5, 2)] },
  hardtanh: {
    torch: `${F}.hardtanh`,
    wider: /unsigned type|Bool inputs/,
    draw: (d) => [any(d), d.pick(-1, -2), d.pick(1, 0.5)],
  },
  gelu: { torch: `${F}.gelu`, draw: (d) => ({ args: [any(d)] }) },
  softplus: { torch: `${F}.softplus`, draw: (d) => [any(d)] },
  prelu: {
    torch: `${F}.prelu`,
    draw: (d) => {
      const x = d.tensor(d.shape(1, 4), { ...float, values: 'grid' })
      return [x, d.tensor([d.chance(0.5) ? 1 : (x.shape[1] ?? 1)], float)]
    },
  },
  glu: {
    torch: `${F}.glu`,
    draw: (d) => {
      const x = d.tensor(d.shape(1, 3).map((size) => size * d.pick(2, 2, 2, 1)))
      return [x, d.dim(x.shape.length)]
    },
  },
  nanToNum: { draw: (d) => [d.tensor(d.shape(), { values: 'wild' }), ...d.pick([], [1], [1, 2, 3])] },
  clamp: { draw: (d) => [any(d), d.pick(null, -1, 0, 0.5), d.pick(1, 2, -1.5, null)] },
  to: {
    torch: 'Tensor.to',
    draw: (d) => [d.tensor(d.shape(), { values: 'grid' }), { type: d.dtype() }],
  },

  // Pairs.
  sub: { draw: operands, wider: /bool tensor/ },
  ...named(['add', 'mul', 'div', 'fmod'], operands),
  remainder: { draw: operands, wider: /ZeroDivision/ },
  floorDivide: { draw: operands, torch: 'floor_divide', wider: /ZeroDivision/ },
  ...named(['eq', 'ne', 'lt', 'le', 'gt', 'ge'], operands),
  ...named(['maximum', 'minimum', 'logicalAnd', 'logicalOr', 'logicalXor'], pair),
  pow: {
    draw: (d) => {
      const [a, b] = pair(d)
      return d.pick([a, b], [a, d.pick(0, 1, 2, 3, 0.5, -1, -2, 2.5)], [d.pick(2, 0.5), b])
    },
  },
  atan2: {
    draw: (d) => {
      const [y, x] = twins(d, { values: 'smooth' })
      return [y, x]
    },
  },
  isclose: {
    draw: (d) => {
      const shape = d.shape()
      const dtype = d.dtype()
      return [d.tensor(shape, { dtype }), d.tensor(d.beside(shape), { dtype })]
    },
  },
  lerp: {
    draw: (d) => {
      const [a, b] = twins(d, { values: 'grid' })
      return [a, b, d.chance(0.5) ? d.pick(0, 0.3, 0.7, 1, 2) : d.tensor(a!.shape, { dtype: a!.dtype })]
    },
  },
  where: { draw: (d) => [d.tensor(d.shape(), { dtype: 'bool' }), ...pair(d)] },
  maskedFill: {
    torch: 'masked_fill',
    draw: (d) => {
      const x = any(d)
      return [x, d.tensor(d.beside(x.shape), { dtype: 'bool' }), number(d.pick(0, 1, 5, -Infinity))]
    },
  },

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
      const x = ordered(any(d))
      return [x, d.int(0, 3), d.dim(x.shape.length), d.chance(0.5)]
    },
  },
  softmax: { draw: soft },
  logSoftmax: { torch: 'log_softmax', draw: soft },

  // Shapes and indices.
  reshape: {
    draw: (d) => {
      const x = any(d)
      const count = x.shape.reduce((a, b) => a * b, 1)
      return [
        x,
        d.pick([-1], [count], [1, -1], [2, -1], [-1, 3], [...x.shape].reverse(), [-1, -1], [count + 1]),
      ]
    },
  },
  permute: {
    draw: (d) => {
      const x = any(d)
      const dims = x.shape.map((_, i) => (i * 3 + 1) % x.shape.length)
      return [
        x,
        d.chance(0.1)
          ? x.shape.map(() => d.dim(x.shape.length))
          : dims.map((i) => i - d.pick(0, x.shape.length)),
      ]
    },
  },
  transpose: {
    draw: (d) => {
      const x = any(d)
      return [x, d.dim(x.shape.length), d.dim(x.shape.length)]
    },
  },
  t: { draw: (d) => [d.tensor(d.shape(0, 3))] },
  squeeze: { draw: (d) => (d.chance(0.3) ? [any(d)] : along(d).slice(0, 2)) },
  unsqueeze: { draw: (d) => along(d).slice(0, 2) },
  unbind: { draw: (d) => along(d).slice(0, 2) },
  movedim: {
    draw: (d) => {
      const x = any(d)
      return [x, d.dim(x.shape.length), d.dim(x.shape.length)]
    },
  },
  flatten: {
    draw: (d) => {
      const x = any(d)
      return [x, d.dim(x.shape.length), d.dim(x.shape.length)]
    },
  },
  unflatten: {
    torch: 'Tensor.unflatten',
    draw: (d) => {
      const x = d.tensor(d.shape(1, 3).map((size) => size * d.pick(2, 4)))
      return [x, d.dim(x.shape.length), d.pick([2, -1], [-1, 2], [1, -1], [3, -1], [-1], [2, 2])]
    },
  },
  expand: {
    torch: 'Tensor.expand',
    draw: (d) => {
      const x = any(d)
      return [
        x,
        [
          ...d.shape(0, 1),
          ...x.shape.map((size) => (size === 1 ? d.pick(1, 3, -1) : d.pick(size, size, -1))),
        ],
      ]
    },
  },
  flip: {
    draw: (d) => {
      const x = any(d)
      return [x, d.chance(0.1) ? [0, 0] : d.dims(x.shape.length)]
    },
  },
  roll: {
    draw: (d) => {
      const x = any(d)
      return d.chance(0.3) ? [x, d.int(-6, 6)] : [x, d.int(-6, 6), d.dim(x.shape.length)]
    },
  },
  tile: {
    draw: (d) => [d.tensor(d.shape(0, 3)), Array.from({ length: d.int(0, 3) }, () => d.pick(1, 2, 3, 0))],
  },
  repeatInterleave: {
    draw: (d) => {
      const x = any(d)
      return [x, d.pick(0, 1, 2, 3, -1), d.dim(x.shape.length)]
    },
  },
  ...named(['tril', 'triu'], (d) => [d.tensor(d.shape(1, 4)), d.int(-3, 3)]),
  split: {
    draw: (d) => {
      const x = any(d)
      const dim = d.dim(x.shape.length)
      const size = x.shape.at(dim) ?? 1
      const first = d.int(0, size)
      return [
        x,
        d.pick<number | number[]>(1, 2, 3, 0, -1, [first, size - first], [first, size - first, 0], [size, 1]),
        dim,
      ]
    },
  },
  chunk: {
    draw: (d) => {
      const x = any(d)
      return [x, d.int(0, 4), d.dim(x.shape.length)]
    },
  },
  stack: {
    draw: (d) => {
      const shape = d.shape(0, 3)
      const dtype = d.dtype()
      const others = Array.from({ length: d.int(0, 2) }, () =>
        d.tensor(d.chance(0.05) ? d.shape() : shape, { dtype }),
      )
      return [[d.tensor(shape, { dtype }), ...others], d.dim(shape.length + 1)]
    },
  },
  concat: {
    torch: 'cat',
    draw: (d) => {
      const shape = d.shape(0, 3)
      const dim = d.dim(shape.length)
      const at = dim < 0 ? dim + shape.length : dim
      const others = Array.from({ length: d.int(0, 2) }, () =>
        d.tensor(d.chance(0.05) ? d.shape() : shape.map((size, i) => (i === at ? d.int(0, 3) : size))),
      )
      return [[d.tensor(shape), ...others], dim]
    },
  },
  select: {
    draw: (d) => {
      const x = any(d)
      const dim = d.dim(x.shape.length)
      return [x, dim, d.int(-(x.shape.at(dim) ?? 1) - (d.chance(0.1) ? 1 : 0), (x.shape.at(dim) ?? 1) - 1)]
    },
  },
  narrow: {
    draw: (d) => {
      const x = any(d)
      const dim = d.dim(x.shape.length)
      const size = x.shape.at(dim) ?? 1
      const start = d.int(-size, size)
      return [
        x,
        dim,
        start,
        d.int(d.chance(0.1) ? -1 : 0, size - (start < 0 ? start + size : start) + (d.chance(0.1) ? 1 : 0)),
      ]
    },
  },
  at: {
    torch: 'Tensor.__getitem__',
    draw: (d) => {
      const x = any(d)
      const parts = x.shape
        .slice(0, d.int(0, x.shape.length))
        .map((size) =>
          d.pick<unknown>(
            d.int(-size, size - (d.chance(0.05) ? 0 : 1)),
            { slice: [d.pick(null, d.int(-6, 6)), d.pick(null, d.int(-6, 6)), d.pick(null, 1, 2)] },
            { slice: [d.pick(null, d.int(-6, 6)), d.pick(null, d.int(-6, 6)), d.pick(1, 2, 3, 0)] },
          ),
        )
      if (d.chance(0.3)) parts.splice(d.int(0, parts.length), 0, null)
      if (d.chance(0.2)) parts.splice(d.int(0, parts.length), 0, '...')
      return [x, { tuple: parts }]
    },
  },
  gather: {
    draw: (d) => {
      const x = d.tensor(d.shape(0, 3))
      const dim = d.dim(x.shape.length)
      const shape = x.shape.map((size) => (d.chance(0.5) ? size : d.int(0, size + (d.chance(0.05) ? 1 : 0))))
      return [x, dim, d.index(shape, x.shape.at(dim) ?? 1)]
    },
  },
  ...withNote(['scatter', 'scatterAdd'], /invalid gradient/, (d) => {
    const x = d.tensor(d.shape(0, 3))
    const dim = d.dim(x.shape.length)
    const shape = x.shape.map((size, i) =>
      i === dim || i === dim + x.shape.length ? Math.min(size, 1) : d.int(0, size + (d.chance(0.04) ? 1 : 0)),
    )
    const source = d.tensor(d.chance(0.1) ? shape.map((size) => size + 1) : shape, {
      dtype: d.chance(0.05) ? d.dtype() : x.dtype,
    })
    return [x, dim, d.index(shape, x.shape.at(dim) ?? 1), source]
  }),
  indexSelect: {
    narrower: /cannot reshape/,
    draw: (d) => {
      const x = any(d)
      const dim = d.dim(x.shape.length)
      return [x, dim, d.index([d.int(0, 4)], x.shape.at(dim) ?? 1)]
    },
  },
  pad: {
    wider: /Invalid padding size|non-zero dimensions/,
    torch: `${F}.pad`,
    draw: (d) => {
      const mode = d.pick('constant', 'constant', 'reflect', 'replicate', 'circular')
      const x = mode === 'constant' ? any(d) : d.tensor(d.shape(2, 4), float)
      const dims = mode === 'constant' ? d.int(0, x.shape.length) : Math.max(1, x.shape.length - 2)
      const pads = Array.from({ length: 2 * dims }, () => d.int(mode === 'constant' ? -1 : 0, 2))
      return [x, pads, mode, ...(mode === 'constant' ? [d.pick(0, 1.5)] : [])]
    },
  },

  // Products.
  matmul: { draw: MATRICES },
  addmm: {
    draw: (d) => {
      const [m, k, n] = [d.size(), d.size(), d.size()]
      return [
        d.tensor(d.pick([n], [m, n], [1, n], []), smooth),
        d.tensor([m, k], smooth),
        d.tensor([d.chance(0.05) ? k + 1 : k, n], smooth),
      ]
    },
  },
  linear: {
    torch: `${F}.linear`,
    draw: (d) => {
      const [k, n] = [d.size(), d.size()]
      const x = d.tensor([...d.shape(0, 3), d.chance(0.05) ? k + 1 : k], smooth)
      return [
        x,
        d.tensor([n, k], smooth),
        d.chance(0.5) ? d.tensor([d.chance(0.05) ? n + 1 : n], smooth) : null,
      ]
    },
  },
  einsum: {
    draw: (d) => {
      const sizes: Record<string, number> = { i: d.int(1, 3), j: d.int(1, 3), k: d.int(1, 3), b: d.int(0, 2) }
      const equation = d.pick(
        'ij,jk->ik',
        'bij,bjk->bik',
        'ij->ji',
        'ii->i',
        'ij,ij->',
        'i,j->ij',
        'bij->bj',
        'ij,jk',
        '...ij,jk->...ik',
        'bii->b',
        'ij,j,ik->jk',
        'ij->ik',
        'ij,kk->ij',
      )
      const tensors = equation
        .split('->')[0]!
        .split(',')
        .map((term) => {
          const lead = term.startsWith('...') ? d.shape(0, 2) : []
          const names = [...term.replace('...', '')]
          return d.tensor([...lead, ...names.map((name) => sizes[name]! + (d.chance(0.02) ? 1 : 0))], smooth)
        })
      return [equation, ...tensors]
    },
  },
  embedding: {
    torch: `${F}.embedding`,
    draw: (d) => {
      const rows = d.int(1, 5)
      return [d.index(d.shape(0, 2), rows), d.tensor([rows, d.size()], smooth)]
    },
  },
  oneHot: { torch: `${F}.one_hot`, draw: (d) => [d.index(d.shape(0, 2), 3), 3] },

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
      const x = d.tensor([d.int(1, 3), channels, ...spatial(d, d.int(0, 2), 2)], smooth)
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
      args: twins(d),
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
      const [x, target] = twins(d, {}, { values: 'unit' })
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

  // Creation.
  arange: {
    draw: (d) =>
      d.pick(
        [d.pick(3, 5.5, 0)],
        [d.int(-3, 3), d.pick(4, 2.5)],
        [d.int(-3, 3), d.int(-3, 5), d.pick(1, 2, -1, 0.5, 0)],
      ),
  },
  linspace: { draw: (d) => [d.int(-3, 3), d.int(-3, 5), d.int(d.chance(0.1) ? -1 : 0, 6)] },
  eye: { draw: (d) => (d.chance(0.5) ? [d.int(d.chance(0.1) ? -1 : 0, 4)] : [d.int(0, 4), d.int(0, 4)]) },
  zeros: { draw: (d) => [d.chance(0.1) ? [2, -1] : d.shape()] },
}

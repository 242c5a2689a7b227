import type { Draws, Plain } from './draws.ts'
import { any, F, float, type Generators, named, number, twins } from './generator.ts'

const pair = (d: Draws): [Plain, Plain] => {
  const shape = d.shape()
  const [a, b] = [d.tensor(shape), d.tensor(d.beside(shape))]
  return d.chance(0.5) ? [a, b] : [b, a]
}
const operands = (d: Draws) => (d.chance(0.3) ? [any(d), d.pick(0, 1, 2, -1, 0.5, -2.5, 3, 300)] : pair(d))

/** Functions of elements and of pairs of them. */
export const ELEMENTS: Generators = {
  // Elements.
  ...named(
    ['abs', 'acos', 'acosh', 'asin', 'asinh', 'atan', 'atanh', 'ceil', 'cos', 'cosh', 'erf', 'exp', 'exp2'],
    (d) => [any(d)],
  ),
  ...named(['floor', 'isinf', 'isnan', 'log', 'log10', 'log1p', 'log2', 'logicalNot', 'neg'], (d) => [
    any(d),
  ]),
  ...named(['reciprocal', 'round', 'rsqrt', 'sigmoid', 'sin', 'sinh', 'sqrt', 'tan', 'tanh'], (d) => [
    any(d),
  ]),
  ...named(['relu', 'selu', 'silu', 'mish', 'logsigmoid', 'softsign'], (d) => [any(d)], {
    prefix: F,
  }),
  // Here the sign of what is no number is none either.
  sign: { draw: (d) => [d.tensor(d.shape(), { values: 'grid' })] },
  expm1: { draw: (d) => [d.tensor(d.shape(), { values: 'smooth' })] },
  relu6: { torch: `${F}.relu6`, draw: (d) => [d.tensor(d.shape(), float)] },
  hardsigmoid: { torch: `${F}.hardsigmoid`, draw: (d) => [d.tensor(d.shape(), float)] },
  // PyTorch's own kernels differ at the corners, and at -Infinity.
  hardswish: { torch: `${F}.hardswish`, draw: (d) => [d.tensor(d.shape(), { ...float, values: 'smooth' })] },
  elu: { torch: `${F}.elu`, draw: (d) => [any(d), d.pick(1, 0.5, 2)] },
  leakyRelu: { torch: `${F}.leaky_relu`, draw: (d) => [any(d), d.pick(0.01, 0.5, 2)] },
  hardtanh: {
    torch: `${F}.hardtanh`,
    wider: /unsigned type|Bool inputs/,
    draw: (d) => [d.tensor(d.shape(), float), d.pick(-1, -2), d.pick(1, 0.5)],
  },
  gelu: { torch: `${F}.gelu`, draw: (d) => ({ args: [any(d)] }) },
  softplus: { torch: `${F}.softplus`, draw: (d) => [any(d)] },
  prelu: {
    torch: `${F}.prelu`,
    draw: (d) => {
      const x = d.tensor(d.shape(1, 4), { ...float, values: 'grid' })
      return [x, d.tensor([d.chance(0.5) ? 1 : (x.shape[1] ?? 1)], { ...float, values: 'grid' })]
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
  clamp: {
    draw: (d) => [
      d.tensor(d.shape(), { dtype: d.pick('float32', 'float64', 'int32', 'int64') }),
      d.pick(null, -1, 0, 0.5),
      d.pick(1, 2, -1.5, null),
    ],
  },
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
      const dtype = d.pick('float32', 'float32', 'float64', 'int64', 'int32')
      const shape = d.shape()
      const [a, b] = [
        d.tensor(shape, { dtype }),
        d.tensor(d.beside(shape), dtype.startsWith('int') ? { dtype, values: 'positive' } : { dtype }),
      ]
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
}

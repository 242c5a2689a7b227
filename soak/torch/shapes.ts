import { along, any, F, float, type Generators, named } from './generator.ts'

/** What moves elements about, and what makes them. */
export const SHAPES: Generators = {
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
      return [x, x.shape.length > 0 && d.chance(0.1) ? [0, 0] : d.dims(x.shape.length)]
    },
  },
  roll: {
    draw: (d) => {
      const x = any(d)
      if (d.chance(0.2))
        return [x, [d.int(-3, 3), d.int(-3, 3)], [d.dim(x.shape.length), d.dim(x.shape.length)]]
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
  ...named(['tril', 'triu'], (d) => [d.tensor(d.shape(2, 4)), d.int(-3, 3)]),
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
  ...named(
    ['scatter', 'scatterAdd'],
    (d) => {
      const x = d.tensor(d.shape(0, 3))
      const dim = d.dim(x.shape.length)
      const shape = x.shape.map((size, i) =>
        i === dim || i === dim + x.shape.length
          ? Math.min(size, 1)
          : d.int(0, size + (d.chance(0.04) ? 1 : 0)),
      )
      const source = d.tensor(d.chance(0.1) ? shape.map((size) => size + 1) : shape, {
        dtype: d.chance(0.05) ? d.dtype() : x.dtype,
      })
      return [x, dim, d.index(shape, x.shape.at(dim) ?? 1), source]
    },
    { wider: /invalid gradient/ },
  ),
  indexSelect: {
    wider: /should be positive/,
    draw: (d) => {
      // PyTorch 1.13 writes beyond its memory where a 0-d tensor is chosen from.
      const x = d.tensor(d.shape(1, 4))
      const dim = d.dim(x.shape.length)
      return [x, dim, d.index([d.int(0, 4)], x.shape.at(dim) ?? 1)]
    },
  },
  pad: {
    wider: /Invalid padding size|non-zero dimensions|expected for input|negative output/,
    torch: `${F}.pad`,
    draw: (d) => {
      const mode = d.pick('constant', 'constant', 'reflect', 'replicate', 'circular')
      const x = mode === 'constant' ? any(d) : d.tensor(d.shape(2, 4), float)
      const dims = mode === 'constant' ? d.int(0, x.shape.length) : Math.max(1, x.shape.length - 2)
      const pads = Array.from({ length: 2 * dims }, () => d.int(mode === 'constant' ? -1 : 0, 2))
      return [x, pads, mode, ...(mode === 'constant' ? [d.pick(0, 1.5)] : [])]
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

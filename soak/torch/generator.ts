import type { Draws, Plain } from './draws.ts'

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

export type Generators = Record<string, Generator>

/** `labelSmoothing` as Python writes it. */
export const snake = (name: string) =>
  name.replace(/(?<=[a-z])[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** Numbers that JSON has no words for. */
export const number = (value: number) => (Number.isFinite(value) ? value : { number: String(value) })

/** Where PyTorch keeps its functions of networks. */
export const F = 'nn.functional'
export const float = { dtype: 'float32' } as const
export const smooth = { dtype: 'float32', values: 'smooth' } as const

export const any = (d: Draws) => d.tensor(d.shape())

/** Not-a-numbers have no order here, as the docs say: to PyTorch they are the largest. */
export const ordered = (x: Plain): Plain => ({
  ...x,
  data: x.data.map((one) => (one === 'NaN' ? 1 : one)),
})

/** Two float tensors of one shape and type, as losses take them. */
export const twins = (d: Draws, a: Parameters<Draws['tensor']>[1] = {}, b = a) => {
  const shape = d.shape(0, 3)
  const dtype = d.pick('float32', 'float32', 'float64')
  const other = d.chance(0.06) ? d.beside(shape) : shape
  return [d.tensor(shape, { dtype, ...a }), d.tensor(other, { dtype, ...b })]
}

/** Several functions that are called alike. */
export const named = (
  names: readonly string[],
  draw: Generator['draw'],
  { prefix, ...notes }: Omit<Generator, 'draw' | 'torch'> & { prefix?: string } = {},
): Generators =>
  Object.fromEntries(
    names.map((name) => [name, { draw, ...notes, ...(prefix && { torch: `${prefix}.${snake(name)}` }) }]),
  )

export const along = (d: Draws) => {
  const x = ordered(any(d))
  return [x, d.dim(x.shape.length), d.chance(0.5)]
}

export const spatial = (d: Draws, rank: number, low = 2) => Array.from({ length: rank }, () => d.int(low, 7))

export const perDim = (d: Draws, rank: number, low: number, high: number) =>
  d.chance(0.5) ? d.int(low, high) : Array.from({ length: rank }, () => d.int(low, high))

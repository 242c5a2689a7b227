import type { Tensor } from '../graph/tensor.ts'
import { TensorError } from '../graph/tensor-error.ts'
import { product } from '../ops/matmul.ts'
import { eye } from './creation.ts'

/** A tensor whose dimensions have names. */
interface Named {
  tensor: Tensor
  names: string[]
}

/**
 * Sums of products by Einstein's notation, as NumPy and PyTorch write it: dimensions named by letters, those not
 * named after `->` summed over, `...` for dimensions that broadcast. Worked off from left to right, each pair as one
 * matrix product.
 *
 * @example
 * const [queries, keys] = [randn([2, 4, 3, 8]), randn([2, 4, 5, 8])]
 * einsum('bhqd,bhkd->bhqk', queries, keys).shape // [2, 4, 3, 5]
 * einsum('ii->', tensor([[1, 2], [3, 4]])) // 5
 */
export function einsum(equation: string, ...tensors: Tensor[]): Tensor {
  const { inputs, output } = parse(equation, tensors)
  let remaining = inputs.map((names, i) => diagonals({ tensor: tensors[i]!, names }))
  while (remaining.length > 1) {
    const [a, b, ...others] = remaining as [Named, Named, ...Named[]]
    const isNeeded = (name: string) =>
      output.includes(name) || others.some(({ names }) => names.includes(name))
    remaining = [contract(a, b, isNeeded), ...others]
  }
  const last = sumOver(remaining[0]!, (name) => output.includes(name))
  return last.tensor.permute(output.map((name) => last.names.indexOf(name)))
}

function parse(equation: string, tensors: readonly Tensor[]): { inputs: string[][]; output: string[] } {
  const [left, right] = equation.replaceAll(' ', '').split('->') as [string, string?]
  const terms = left.split(',')
  if (terms.length !== tensors.length) {
    throw new TensorError('argument', `"${equation}" names ${terms.length} tensors, not ${tensors.length}`)
  }
  const inputs = terms.map((term, i) => {
    const letters = term.replace('...', '').length
    // The dimensions of `...` are numbered from the last, so that they broadcast.
    const rest = Array.from(
      { length: tensors[i]!.ndim - letters },
      (_, k) => `${tensors[i]!.ndim - letters - k}`,
    )
    const names = term.includes('...') ? spread(term, rest) : [...term]
    if (names.length !== tensors[i]!.ndim) {
      throw new TensorError('shape', `"${term}" does not name the dimensions of [${tensors[i]!.shape}]`)
    }
    return names
  })
  const all = inputs.flat()
  const ellipsis = [...new Set(all)].filter((name) => /\d/.test(name)).sort((a, b) => Number(b) - Number(a))
  const once = [...new Set(all)].filter(
    (name) => /\D/.test(name) && all.filter((other) => other === name).length === 1,
  )
  const output = right === undefined ? [...ellipsis, ...once.sort()] : spread(right, ellipsis)
  return { inputs, output }
}

function spread(term: string, rest: readonly string[]): string[] {
  const [before = '', after = ''] = term.split('...')
  return term.includes('...') ? [...before, ...rest, ...after] : [...term]
}

/** A letter named twice by one tensor takes its diagonal. */
function diagonals({ tensor, names }: Named): Named {
  const second = names.findIndex((name, i) => names.indexOf(name) < i)
  if (second < 0) return { tensor, names }
  const first = names.indexOf(names[second]!)
  const size = tensor.shape[first]!
  if (tensor.shape[second] !== size) {
    throw new TensorError('shape', `"${names[second]}" names sizes ${size} and ${tensor.shape[second]}`)
  }
  const mask = eye(size, size, { dtype: 'float32' }).to(tensor.dtype)
  const shape = tensor.shape.map((_, i) => (i === first || i === second ? size : 1))
  const kept = tensor.mul(mask.reshape(shape)).sum(second)
  return diagonals({ tensor: kept, names: names.toSpliced(second, 1) })
}

function sumOver({ tensor, names }: Named, isKept: (name: string) => boolean): Named {
  const dims = names.flatMap((name, i) => (isKept(name) ? [] : [i]))
  return dims.length === 0 ? { tensor, names } : { tensor: tensor.sum(dims), names: names.filter(isKept) }
}

/** One product of two: dimensions both have and that stay are its batch, those both have and that go its inner ones. */
function contract(left: Named, right: Named, isNeeded: (name: string) => boolean): Named {
  const a = sumOver(left, (name) => isNeeded(name) || right.names.includes(name))
  const b = sumOver(right, (name) => isNeeded(name) || left.names.includes(name))
  const shared = a.names.filter((name) => b.names.includes(name))
  const batch = shared.filter(isNeeded)
  const inner = shared.filter((name) => !isNeeded(name))
  const rows = a.names.filter((name) => !shared.includes(name))
  const columns = b.names.filter((name) => !shared.includes(name))
  const sizeIn = (from: Named, name: string) => from.tensor.shape[from.names.indexOf(name)]!
  const size = (name: string) =>
    Math.max(...[a, b].filter((one) => one.names.includes(name)).map((one) => sizeIn(one, name)))
  const arrange = (from: Named, lead: string[], tail: string[]) => {
    // What both name and sum over has one size, or is repeated.
    const whole = from.tensor.expand(
      from.names.map((name) => (inner.includes(name) ? size(name) : sizeIn(from, name))),
    )
    const ordered = whole.permute([...batch, ...lead, ...tail].map((name) => from.names.indexOf(name)))
    const sizes = (names: string[]) =>
      names.reduce((total, name) => total * (inner.includes(name) ? size(name) : sizeIn(from, name)), 1)
    return ordered.reshape([...batch.map((name) => sizeIn(from, name)), sizes(lead), sizes(tail)])
  }
  const made = product(arrange(a, rows, inner), arrange(b, inner, columns))
  const names = [...batch, ...rows, ...columns]
  return { tensor: made.reshape(names.map(size)), names }
}

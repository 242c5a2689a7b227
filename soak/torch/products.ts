import type { Draws } from './draws.ts'
import { F, type Generators, smooth } from './generator.ts'

const matrices = (d: Draws) => {
  const [m, k, n] = [d.size(), d.size(), d.size()]
  const dtype = d.pick('float32', 'float32', 'float64', 'int64', 'int32')
  const kind = { dtype, values: d.pick('grid', 'smooth') } as const
  const batch = d.shape(0, 2)
  const a = d.tensor(d.chance(0.15) ? [k] : [...batch, m, k], kind)
  const b = d.tensor(d.chance(0.15) ? [k] : [...d.beside(batch), d.chance(0.04) ? k + 1 : k, n], kind)
  return [a, b]
}

/** Products of matrices and look-ups. */
export const PRODUCTS: Generators = {
  // Products.
  matmul: { draw: matrices },
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
}

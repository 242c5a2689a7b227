import { Tensor } from '../graph/tensor.ts'

/** Tensors, and arrays and plain objects of them, with settings in between. */
export type Tree =
  | Tensor
  | number
  | string
  | boolean
  | null
  | undefined
  | readonly Tree[]
  | { readonly [key: string]: Tree }

/** The tensors of a tree in order, and a key that is equal for trees of equal structure, shapes and settings. */
export function flatten(tree: Tree): { tensors: Tensor[]; key: string } {
  const tensors: Tensor[] = []
  const visit = (part: Tree): string => {
    if (part instanceof Tensor) {
      tensors.push(part)
      return `${part.dtype}[${part.shape}]`
    }
    if (Array.isArray(part)) return `(${part.map(visit)})`
    if (typeof part === 'object' && part !== null) {
      return `{${Object.entries(part).map(([key, inner]) => `${key}:${visit(inner)}`)}}`
    }
    return typeof part === 'string' ? JSON.stringify(part) : String(part)
  }
  return { key: visit(tree), tensors }
}

/** The same tree with every tensor replaced. */
export function unflatten(tree: Tree, replace: (tensor: Tensor) => Tensor): Tree {
  if (tree instanceof Tensor) return replace(tree)
  if (Array.isArray(tree)) return tree.map((part) => unflatten(part, replace))
  if (typeof tree === 'object' && tree !== null) {
    return Object.fromEntries(Object.entries(tree).map(([key, part]) => [key, unflatten(part, replace)]))
  }
  return tree
}

import { type Cell, newCell, writeLater } from './cell.ts'
import { sameShape, show } from './shape.ts'
import { Tensor } from './tensor.ts'
import { TensorError } from './tensor-error.ts'
import { currentTrace } from './trace.ts'
import { leafValue, type Value } from './value.ts'

/**
 * A tensor whose elements stay in the engine's worker and can be replaced: a weight, a running mean, an
 * optimizer's moment. Used like any tensor, it stands for what it holds at that moment.
 *
 * @example
 * const total = variable(tensor(0))
 * const add = compile((x: Tensor) => {
 *   total.assign(total.add(x))
 *   return null
 * })
 * await add(tensor(2))
 * await add(tensor(3))
 * total // 5
 */
export class Variable extends Tensor {
  readonly cell: Cell
  #leaf: Value

  constructor(initial: Tensor) {
    const cell = newCell(initial)
    const leaf = storedIn(cell)
    super(leaf)
    this.cell = cell
    this.#leaf = leaf
    writeLater([{ cell, value: initial.value }])
  }

  override get value(): Value {
    const assigned = currentTrace()?.assigned.get(this.cell)
    if (assigned) return assigned
    // A new version is a new value, so that what was made from the old one is not mistaken for fresh.
    const { source } = this.#leaf
    if (source.kind === 'stored' && source.version !== this.cell.version) this.#leaf = storedIn(this.cell)
    return this.#leaf
  }

  /**
   * Replaces what it holds, as lazily as everything else: inside a compiled step at the end of the step, outside
   * before the next run. The shape and the element type stay.
   */
  assign(tensor: Tensor): void {
    assignAll([[this, tensor]])
  }
}

/**
 * Assigns to several variables at once: none of the tensors sees what another assignment has changed.
 *
 * @example
 * const [a, b] = [variable(tensor(1)), variable(tensor(2))]
 * assignAll([[a, b.add(0)], [b, a.add(0)]])
 * a // 2
 * b // 1
 */
export function assignAll(assignments: readonly (readonly [Variable, Tensor])[]): void {
  for (const [{ cell }, { dtype, shape }] of assignments) {
    if (dtype === cell.dtype && sameShape(shape, cell.shape)) continue
    throw new TensorError(
      'shape',
      `cannot assign ${dtype} ${show(shape)} to a variable of ${cell.dtype} ${show(cell.shape)}`,
    )
  }
  const writes = assignments.map(([{ cell }, { value }]) => ({ cell, value }))
  const trace = currentTrace()
  if (!trace) writeLater(writes)
  else for (const { cell, value } of writes) trace.assigned.set(cell, value)
}

/**
 * A variable that holds `initial` at first.
 *
 * @example
 * const weight = variable(randn([3, 2]))
 * weight.assign(weight.mul(0))
 * weight // [[0, 0], [0, 0], [0, 0]]
 */
export function variable(initial: Tensor): Variable {
  return new Variable(initial)
}

function storedIn(cell: Cell): Value {
  return leafValue({ kind: 'stored', cell, version: cell.version }, cell.dtype, cell.shape)
}

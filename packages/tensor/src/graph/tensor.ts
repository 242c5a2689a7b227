import type { Dtype } from './dtype.ts'
import { type Shape, sizeOf } from './shape.ts'
import type { Value } from './value.ts'

/**
 * A handle in a graph that is still being written: nothing is computed until it is read. Its methods are the
 * package's functions that take a tensor first (see methods.ts).
 *
 * @example
 * const x: Tensor = tensor([[1, 2, 3], [4, 5, 6]])
 * x.shape // [2, 3]
 * x.mul(2).sum(1) // [12, 30]
 */
export class Tensor {
  readonly #value: Value

  constructor(value: Value) {
    this.#value = value
  }

  /** What the handle stands for at this moment; only a variable's ever changes. */
  get value(): Value {
    return this.#value
  }

  get shape(): Shape {
    return this.value.shape
  }

  get dtype(): Dtype {
    return this.value.dtype
  }

  /** Number of dimensions (PyTorch's `dim()`). */
  get ndim(): number {
    return this.value.shape.length
  }

  /** Number of elements (PyTorch's `numel()`). */
  get numel(): number {
    return sizeOf(this.value.shape)
  }

  toString(): string {
    return `Tensor(${this.dtype} [${this.shape.join(', ')}])`
  }
}

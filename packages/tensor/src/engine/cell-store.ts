import type { Dtype } from '../graph/dtype.ts'
import { type Shape, sizeOf } from '../graph/shape.ts'
import type { Arena, Block } from './fusion/arena.ts'
import { newTensor, type RuntimeTensor } from './runtime-tensor.ts'

/** A tensor, and where in the arena it lies unless it lies elsewhere. */
export interface Stored {
  readonly tensor: RuntimeTensor
  readonly block?: Block | undefined
}

interface Held {
  now: Stored
  /** Where the next content is written, while the present one is still being read. */
  spare?: Stored | undefined
}

/** The tensors that stay in the worker, by the numbers of their cells. */
export class CellStore {
  #arena: Arena
  #cells = new Map<number, Held>()

  constructor(arena: Arena) {
    this.#arena = arena
  }

  get(cell: number): Stored {
    const held = this.#cells.get(cell)
    if (!held) throw new Error(`nothing was stored in cell ${cell}`)
    return held.now
  }

  /** Replaces a cell's content by a tensor of its own. */
  put(cell: number, tensor: RuntimeTensor): void {
    this.drop(cell)
    this.#cells.set(cell, { now: { tensor } })
  }

  /** A place to write the next content to; `swap` makes it the present one. */
  spareFor(cell: number, dtype: Dtype, shape: Shape): Stored {
    return this.#cells.get(cell)?.spare ?? { tensor: newTensor(dtype, shape) }
  }

  swap(cell: number, written: Stored): void {
    const held = this.#cells.get(cell)
    this.#cells.set(cell, { now: written, spare: held?.now })
  }

  /** The content of a float32 cell that is updated in place: moved into the arena, where there is room. */
  settle(cell: number): Stored {
    const held = this.#cells.get(cell)
    if (!held) throw new Error(`nothing was stored in cell ${cell}`)
    const { now, spare } = held
    if (now.block) return now
    const { dims, data } = now.tensor
    const block = spare?.block ?? this.#arena.take(sizeOf(dims) * 4)
    if (!block) return now
    const view = new Float32Array(this.#arena.buffer, block.address, sizeOf(dims))
    view.set(data as Float32Array)
    held.now = { tensor: newTensor('float32', dims, view), block }
    // It is updated in place: there is no next content.
    held.spare = undefined
    return held.now
  }

  drop(cell: number): void {
    const held = this.#cells.get(cell)
    if (held?.now.block) this.#arena.give(held.now.block)
    if (held?.spare?.block) this.#arena.give(held.spare.block)
    this.#cells.delete(cell)
  }
}

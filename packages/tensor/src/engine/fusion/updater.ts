import type { Arena, Block } from './arena.ts'
import { emitKernel } from './emit-kernel.ts'
import type { Rule } from './rule.ts'
import { Instance, Module } from './web-assembly.ts'

/** A tensor of an update, and where it lies in the arena unless it lies elsewhere. */
export interface UpdateTensor {
  readonly data: Float32Array | Uint8Array
  readonly block?: Block | undefined
}

type Kernel = (bytes: number, ...operands: number[]) => void

/** So many elements of tensors from elsewhere are copied in at a time: they stay in the processor's cache. */
const PART = 16384

/** So many kernels are kept for rules to come; programs keep their own. */
const KERNELS = 256

/** Runs updates. A rule is compiled once, whatever number of parameters it serves. */
export class Updater {
  #arena: Arena
  #most: number
  #kernels = new Map<string, Kernel>()
  #staging: Block[] = []

  constructor(arena: Arena, kernels = KERNELS) {
    this.#arena = arena
    this.#most = kernels
  }

  /** The kernel of a rule. */
  compile(rule: Rule): Kernel {
    const key = JSON.stringify(rule)
    let kernel = this.#kernels.get(key)
    if (!kernel) {
      // Before anything is written: an update must not stop half way for want of memory.
      for (let i = 0; i < rule.tensors; i++) this.#stage(i)
      const module = new Module(emitKernel(rule))
      const { exports } = new Instance(module, { env: { memory: this.#arena.memory } })
      kernel = exports.run as Kernel
    }
    // Last in the map: used last.
    this.#kernels.delete(key)
    this.#kernels.set(key, kernel)
    if (this.#kernels.size > this.#most) this.#kernels.delete(this.#kernels.keys().next().value!)
    return kernel
  }

  /** Goes once over tensors of `size` elements, and writes those that the rule writes. */
  run(
    kernel: Kernel,
    { writes }: Rule,
    size: number,
    tensors: readonly UpdateTensor[],
    scalars: readonly number[],
  ): void {
    if (tensors.every(({ block }) => block)) {
      kernel(size * 4, ...tensors.map(({ block }) => block!.address), ...scalars)
      return
    }
    const staging = tensors.map(({ block }, i) => (block ? undefined : this.#stage(i)))
    const isWritten = tensors.map((_, i) => writes.some(({ tensor }) => tensor === i))
    for (let start = 0; start < size; start += PART) {
      const end = Math.min(size, start + PART)
      const addresses = tensors.map(({ data, block }, i) => {
        if (block) return block.address + start * data.BYTES_PER_ELEMENT
        this.#view(staging[i]!, data, end - start).set(data.subarray(start, end))
        return staging[i]!.address
      })
      kernel((end - start) * 4, ...addresses, ...scalars)
      for (const [i, { data, block }] of tensors.entries()) {
        if (!block && isWritten[i]) data.set(this.#view(staging[i]!, data, end - start), start)
      }
    }
  }

  #view(
    block: Block,
    { BYTES_PER_ELEMENT }: UpdateTensor['data'],
    length: number,
  ): Float32Array<SharedArrayBuffer> | Uint8Array<SharedArrayBuffer> {
    const { buffer } = this.#arena
    if (BYTES_PER_ELEMENT === 4) return new Float32Array(buffer, block.address, length)
    return new Uint8Array(buffer, block.address, length)
  }

  #stage(i: number): Block {
    const block = this.#staging[i] ?? this.#arena.take(PART * 4)
    if (!block) throw new Error('there is no memory left to update weights in')
    this.#staging[i] = block
    return block
  }
}

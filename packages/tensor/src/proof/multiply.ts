import { residue } from './chain.ts'

/** A block as a backend holds it. */
export type Held = unknown

/** What computes a chain, and holds its blocks. Every backend's results are the same to the bit. */
export interface Backend {
  readonly name: string
  /** Takes a block in. */
  hold(block: Int8Array<ArrayBuffer>): Promise<Held> | Held
  /** `G·(before + rotated far ones)` modulo 251. */
  step(matrix: number, before: Held, far: readonly { block: Held; shift: number }[]): Promise<Held> | Held
  /** Gives a block's bytes out. */
  read(block: Held): Promise<Int8Array> | Int8Array
  close(): Promise<void> | void
}

/**
 * The chain in plain TypeScript: what the others must agree with, and what runs where there is nothing else.
 *
 * @param pool the pool's matrices, row-major
 */
export function typescriptBackend(side: number, pool: readonly Int8Array[]): Backend {
  const sum = new Float64Array(side * side)
  const row = new Float64Array(side)
  return {
    name: 'typescript',
    hold: (block) => block,
    read: (block) => block as Int8Array,
    close() {},
    step(matrix, before, far) {
      addUp(sum, side, before as Int8Array, far as { block: Int8Array; shift: number }[])
      const left = pool[matrix]!
      const out = new Int8Array(side * side)
      for (let r = 0; r < side; r++) {
        row.fill(0)
        for (let k = 0; k < side; k++) {
          const factor = left[r * side + k]!
          if (factor === 0) continue
          const offset = k * side
          for (let c = 0; c < side; c++) row[c]! += factor * sum[offset + c]!
        }
        for (let c = 0; c < side; c++) out[r * side + c] = residue(row[c]!)
      }
      return out
    },
  }
}

function addUp(
  sum: Float64Array,
  side: number,
  before: Int8Array,
  far: readonly { block: Int8Array; shift: number }[],
): void {
  for (let r = 0; r < side; r++) {
    const offset = r * side
    for (let c = 0; c < side; c++) {
      let total = before[offset + c]!
      for (const { block, shift } of far) total += block[((r + shift) % side) * side + c]!
      sum[offset + c] = residue(total)
    }
  }
}

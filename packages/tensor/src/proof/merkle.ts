import { hash } from 'node:crypto'

/**
 * A tree of SHA-256 over rows of bytes. Leaves and inner hashes are told apart by their first byte (as in
 * RFC 6962), and every level is filled up with a hash of nothing, so that all paths have one length.
 */
const EMPTY = Buffer.alloc(32)

const sha256 = (bytes: Uint8Array): Buffer => hash('sha256', bytes, 'buffer')

/** @param bytes with one byte of room in front */
const leafScratch = new Map<number, Uint8Array>()

export function leafOf(row: Uint8Array): Buffer {
  let scratch = leafScratch.get(row.length)
  if (!scratch) {
    scratch = new Uint8Array(row.length + 1)
    leafScratch.set(row.length, scratch)
  }
  scratch.set(row, 1)
  return sha256(scratch)
}

const pair = new Uint8Array(65)
function join(left: Uint8Array, right: Uint8Array): Buffer {
  pair[0] = 1
  pair.set(left, 1)
  pair.set(right, 33)
  return sha256(pair)
}

/** Levels from the leaves up; the last has one hash, the root. */
export function treeOf(leaves: readonly Buffer[]): Buffer[][] {
  const levels = [[...leaves]]
  for (let level = levels[0]!; level.length > 1; ) {
    if (level.length % 2 === 1) level.push(EMPTY)
    const above: Buffer[] = []
    for (let i = 0; i < level.length; i += 2) above.push(join(level[i]!, level[i + 1]!))
    levels.push(above)
    level = above
  }
  return levels
}

export const rootOf = (levels: readonly Buffer[][]): Buffer => levels.at(-1)![0]!

/** The hashes beside the way from a leaf to the root. */
export function pathOf(levels: readonly Buffer[][], index: number): Buffer[] {
  return levels.slice(0, -1).map((level, height) => level[(index >> height) ^ 1]!)
}

/** The root that a leaf and the hashes beside its way lead to. */
export function climb(leaf: Buffer, index: number, path: readonly Uint8Array[]): Buffer {
  return path.reduce<Buffer>(
    (at, beside, height) => ((index >> height) & 1 ? join(beside, at) : join(at, beside)),
    leaf,
  )
}

/** How many hashes lead from a leaf of so many to the root. */
export const heightOf = (leaves: number): number => Math.ceil(Math.log2(leaves))

import { checkSpec, firstBlock, POOL, type ProofSpec, poolMatrix, stepOf } from './chain.ts'
import { leafOf, pathOf, rootOf, treeOf } from './merkle.ts'
import { type Backend, type Held, typescriptBackend } from './multiply.ts'

/** A row that the verifier wants to see. */
export type Place = readonly [block: number, row: number]

/** A row and the hashes beside its way to the root: in its block, then among the blocks. */
export interface Opening {
  /** One byte an entry, base64. */
  data: string
  /** 32 bytes each, base64 of all. */
  path: string
}

/** A chain that was computed and is held, until it is released. */
export interface Commitment {
  /** Hex. */
  root: string
  open(places: readonly Place[]): Promise<Opening[]>
  release(): Promise<void>
}

/** Opens what is to compute a chain; plain TypeScript when not said. */
export type OpenBackend = (side: number, pool: readonly Int8Array[]) => Promise<Backend> | Backend

/** Computes a chain, keeps it, and commits to every row of it. */
export async function commit(
  spec: ProofSpec,
  openBackend: OpenBackend = typescriptBackend,
): Promise<Commitment> {
  checkSpec(spec)
  const { side, blocks } = spec
  const pool = Array.from({ length: POOL }, (_, i) => poolMatrix(spec, i))
  const backend = await openBackend(side, pool)
  const held: Held[] = []
  const roots: Buffer[] = []
  const treeOfBlock = async (block: Held) => treeOf(leavesOf(await backend.read(block), side))
  for (let i = 0; i < blocks; i++) {
    const block = i === 0 ? await backend.hold(firstBlock(spec)) : await stepTo(i)
    held.push(block)
    roots.push(rootOf(await treeOfBlock(block)))
  }
  const upper = treeOf(roots)

  async function stepTo(i: number): Promise<Held> {
    const { matrix, far } = stepOf(spec, i)
    return backend.step(
      matrix,
      held[i - 1],
      far.map(({ block, shift }) => ({ block: held[block], shift })),
    )
  }

  return {
    root: rootOf(upper).toString('hex'),
    async open(places) {
      const lower = new Map<number, { bytes: Int8Array; levels: Buffer[][] }>()
      const openings: Opening[] = []
      for (const [block, row] of places) {
        if (!isPlace(spec, block, row)) throw new RangeError(`there is no row ${row} in block ${block}`)
        let found = lower.get(block)
        if (!found) {
          const bytes = await backend.read(held[block])
          found = { bytes, levels: treeOf(leavesOf(bytes, side)) }
          lower.set(block, found)
        }
        const { bytes, levels } = found
        const data = Buffer.from(bytes.subarray(row * side, (row + 1) * side))
        const path = [...pathOf(levels, row), ...pathOf(upper, block)]
        openings.push({ data: data.toString('base64'), path: Buffer.concat(path).toString('base64') })
      }
      return openings
    },
    async release() {
      held.length = 0
      await backend.close()
    },
  }
}

const isPlace = ({ side, blocks }: ProofSpec, block: number, row: number): boolean =>
  Number.isInteger(block) && block >= 0 && block < blocks && Number.isInteger(row) && row >= 0 && row < side

/** The hashes of a block's rows. */
export function leavesOf(block: Int8Array, side: number): Buffer[] {
  const bytes = new Uint8Array(block.buffer, block.byteOffset, block.byteLength)
  return Array.from({ length: side }, (_, row) => leafOf(bytes.subarray(row * side, (row + 1) * side)))
}

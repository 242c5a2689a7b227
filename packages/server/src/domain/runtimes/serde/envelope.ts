import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { compress } from 'lz4js'
import { Fault } from '../../../fault.ts'
import { unpackLz4 } from './lz4.ts'

/** The first byte of a serialized object: how the rest is packed. */
const PACKINGS = { 40: 'none', 41: 'lz4', 42: 'zstd' } as const
const CODES = { none: 40, lz4: 41, zstd: 42 } as const

export type Packing = keyof typeof CODES

export interface Envelope {
  packing: Packing
  /** msgpack. */
  payload: Uint8Array
}

/**
 * Opens a serialized syft object.
 *
 * @param most bytes that it may unpack to
 * @throws Fault `invalid_request`
 */
export function openEnvelope(bytes: Uint8Array, most: number): Envelope {
  const packing = PACKINGS[bytes[0] as keyof typeof PACKINGS]
  if (!packing) throw new Fault('invalid_request', 'this is no serialized syft object')
  const packed = bytes.subarray(1)
  if (packing === 'none') return { packing, payload: packed }
  if (packing === 'lz4') return { packing, payload: unpackLz4(packed, most) }
  try {
    return { packing, payload: zstdDecompressSync(packed, { maxOutputLength: most }) }
  } catch (error) {
    const isTooLong = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE'
    const why = isTooLong ? `it unpacks to more than ${most} bytes` : (error as Error).message
    throw new Fault('invalid_request', `the zstd data is broken: ${why}`)
  }
}

export function sealEnvelope({ packing, payload }: Envelope): Uint8Array<ArrayBuffer> {
  const packed =
    packing === 'none'
      ? payload
      : packing === 'zstd'
        ? zstdCompressSync(payload)
        : Uint8Array.from(compress(payload))
  const sealed = new Uint8Array(packed.length + 1)
  sealed[0] = CODES[packing]
  sealed.set(packed, 1)
  return sealed
}

import { isLegacyTorch, LEGACY_TORCH_BYTES } from './torch.ts'

/** What the first bytes of a file look like. `safetensors` and `onnx` are guesses: they have no magic number. */
export type Signature = Magic | 'safetensors' | 'onnx' | 'none'
export type Magic = 'gguf' | 'npy' | 'zip' | 'torch' | 'pickle'

export const HEAD_BYTES = 16
const HIGHEST_PICKLE_PROTOCOL = 5
/** MARK, `(`. */
const LOWEST_OPCODE = 0x28
const LONGEST_SAFETENSORS_HEADER = 100_000_000n
/** ONNX files begin with ir_version (field 1, a varint); version 13 is the latest. */
const HIGHEST_IR_VERSION = 64

/** Tells formats apart by the first `HEAD_BYTES` of a file of `size` bytes. */
export function sniff(head: Uint8Array, size: number): Signature {
  const begins = (...bytes: number[]) => bytes.every((byte, index) => head[index] === byte)
  if (begins(0x47, 0x47, 0x55, 0x46)) return 'gguf'
  if (begins(0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59)) return 'npy'
  if (begins(0x50, 0x4b, 3, 4) || begins(0x50, 0x4b, 5, 6)) return 'zip'
  if (head.byteLength >= LEGACY_TORCH_BYTES && isLegacyTorch(head)) return 'torch'
  if (isPickle(head)) return 'pickle'
  if (isSafetensors(head, size)) return 'safetensors'
  if (begins(0x08) && head.byteLength >= 2 && head[1]! >= 1 && head[1]! <= HIGHEST_IR_VERSION) return 'onnx'
  return 'none'
}

/**
 * A protocol, and then an opcode: of a safetensors header of 128, 384, … bytes the length begins like a protocol, but
 * what follows is lower than any opcode (unless it is of several megabytes, which then counts as a pickle).
 */
function isPickle(head: Uint8Array): boolean {
  if (head.byteLength < 2 || head[0] !== 0x80 || head[1]! > HIGHEST_PICKLE_PROTOCOL) return false
  return (head[2] ?? LOWEST_OPCODE) >= LOWEST_OPCODE
}

/** A length that fits the file, and then an object. */
function isSafetensors(head: Uint8Array, size: number): boolean {
  if (head.byteLength < 10 || head[8] !== 0x7b) return false
  const length = new DataView(head.buffer, head.byteOffset, head.byteLength).getBigUint64(0, true)
  return length >= 2n && length <= LONGEST_SAFETENSORS_HEADER && length <= BigInt(size - 8)
}

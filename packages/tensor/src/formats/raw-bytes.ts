/** The bytes under any typed array, without copying. Every platform JavaScript runs on is little-endian. */
export function rawBytes(data: ArrayBufferView): Uint8Array {
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
}

/** One piece of memory with all of these, one after the other. */
export function joinBytes(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(byteLengthOf(pieces))
  let position = 0
  for (const piece of pieces) {
    whole.set(piece, position)
    position += piece.byteLength
  }
  return whole
}

export const byteLengthOf = (pieces: readonly Uint8Array[]): number =>
  pieces.reduce((sum, { byteLength }) => sum + byteLength, 0)

/**
 * As much of WebAssembly's binary format as a loop over vectors needs
 * (https://webassembly.github.io/spec/core/binary).
 */

export const i32 = 0x7f
export const f32 = 0x7d
export const v128 = 0x7b
export type Type = typeof i32 | typeof f32 | typeof v128

/** An unsigned number, seven bits a byte. */
export function unsigned(value: number): number[] {
  const bytes: number[] = []
  do {
    bytes.push((value & 0x7f) | (value > 0x7f ? 0x80 : 0))
    value >>>= 7
  } while (value > 0)
  return bytes
}

export const local = {
  get: (index: number) => [0x20, ...unsigned(index)],
  set: (index: number) => [0x21, ...unsigned(index)],
  tee: (index: number) => [0x22, ...unsigned(index)],
}

export const op = {
  loop: [0x03, 0x40],
  end: 0x0b,
  brIf: (depth: number) => [0x0d, ...unsigned(depth)],
  /** For numbers under 64: signed, they fit in one byte. */
  i32Const: (value: number) => [0x41, value],
  i32Add: 0x6a,
  i32ShrU: 0x76,
  i32LtU: 0x49,
}

const ALIGNED_16 = [4, 0]

export const simd = {
  instruction: (code: number) => [0xfd, ...unsigned(code)],
  load: [0xfd, 0x00, ...ALIGNED_16],
  /** Four bytes, the rest zeros. */
  load4: [0xfd, 0x5c, 2, 0],
  store: [0xfd, 0x0b, ...ALIGNED_16],
  splat: [0xfd, 0x13],
  /** The lower half of the lanes, each twice as wide. */
  widen8: [0xfd, ...unsigned(0x87)],
  widen16: [0xfd, ...unsigned(0xa7)],
  /** All bits of a lane where two integers differ. */
  differs: [0xfd, 0x38],
  /** The same 32 bits in each of the four lanes. */
  constant: (bits: number) => {
    const lane = [bits & 0xff, (bits >>> 8) & 0xff, (bits >>> 16) & 0xff, bits >>> 24]
    return [0xfd, 0x0c, ...lane, ...lane, ...lane, ...lane]
  },
}

const sized = (bytes: readonly number[]) => [...unsigned(bytes.length), ...bytes]
const section = (id: number, items: readonly (readonly number[])[]) => [
  id,
  ...sized([...unsigned(items.length), ...items.flat()]),
]
const text = (value: string) => sized([...new TextEncoder().encode(value)])

/** Most pages of 64 KiB that a memory of 32-bit addresses can have. */
export const MAX_PAGES = 65536

/** A module with one function, exported as `run`, over a shared memory, imported as `env.memory`. */
export function functionModule(of: {
  params: readonly Type[]
  locals: readonly Type[]
  body: readonly number[]
}): Uint8Array<ArrayBuffer> {
  const type = [0x60, ...sized(of.params), 0]
  const memory = [...text('env'), ...text('memory'), 0x02, 0x03, ...unsigned(0), ...unsigned(MAX_PAGES)]
  const locals = of.locals.flatMap((one) => [1, one])
  const code = sized([...unsigned(of.locals.length), ...locals, ...of.body, op.end])
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, [type]),
    ...section(2, [memory]),
    ...section(3, [unsigned(0)]),
    ...section(7, [[...text('run'), 0x00, 0x00]]),
    ...section(10, [code]),
  ])
}

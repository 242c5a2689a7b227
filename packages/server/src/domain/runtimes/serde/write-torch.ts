import type { NumericDtype } from '../dtype.ts'

/** Row-major steps. */
const stridesOf = (shape: readonly number[]) =>
  shape.map((_, axis) => shape.slice(axis + 1).reduce((product, size) => product * size, 1))

const STORAGES: Record<NumericDtype, string | undefined> = {
  float32: 'FloatStorage',
  float64: 'DoubleStorage',
  float16: 'HalfStorage',
  int8: 'CharStorage',
  int16: 'ShortStorage',
  int32: 'IntStorage',
  int64: 'LongStorage',
  uint8: 'ByteStorage',
  bool: 'BoolStorage',
  uint16: undefined,
  uint32: undefined,
  uint64: undefined,
}

const MAGIC = [0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19]
const PROTOCOL = 1001
const KEY = '0'

/**
 * A tensor as `torch.save` wrote it before PyTorch 1.6, which every version loads: five pickles of protocol 2
 * (magic number, protocol, system, the tensor, its storages' keys) and the raw elements.
 */
export function writeTorchTensor(
  dtype: NumericDtype,
  shape: readonly number[],
  elements: Uint8Array,
): Uint8Array<ArrayBuffer> {
  const storage = STORAGES[dtype]
  if (storage === undefined) throw new TypeError(`PyTorch has no ${dtype}`)
  const count = shape.reduce((product, size) => product * size, 1)
  const out = new Pickle()
  out
    .begin()
    .raw(0x8a, MAGIC.length, ...MAGIC)
    .end()
  out.begin().integer(PROTOCOL).end()
  out.begin().raw(0x7d).mark()
  out.text('protocol_version').integer(PROTOCOL).text('little_endian').raw(0x88)
  out.text('type_sizes').raw(0x7d).mark()
  out.text('short').integer(2).text('int').integer(4).text('long').integer(4).raw(0x75)
  out.raw(0x75).end()
  out.begin().global('torch._utils', '_rebuild_tensor_v2').mark().mark()
  out.text('storage').global('torch', storage).text(KEY).text('cpu').integer(count).raw(0x4e)
  // A persistent id: the storage is found by its key.
  out.raw(0x74, 0x51).integer(0).integers(shape).integers(stridesOf(shape)).raw(0x89)
  out.global('collections', 'OrderedDict').raw(0x29, 0x52, 0x74, 0x52).end()
  out.begin().raw(0x5d).text(KEY).raw(0x61).end()
  out.long(BigInt(count)).bytes(elements)
  return out.finish()
}

/** Opcodes of protocol 2, as far as a tensor needs them. */
class Pickle {
  readonly #parts: Uint8Array[] = []

  begin = () => this.raw(0x80, 2)
  end = () => this.raw(0x2e)
  mark = () => this.raw(0x28)

  raw(...codes: number[]): this {
    return this.bytes(Uint8Array.from(codes))
  }

  bytes(bytes: Uint8Array): this {
    this.#parts.push(bytes)
    return this
  }

  text(text: string): this {
    const bytes = new TextEncoder().encode(text)
    return this.raw(0x58).uint32(bytes.length).bytes(bytes)
  }

  global(module: string, name: string): this {
    return this.raw(0x63).bytes(new TextEncoder().encode(`${module}\n${name}\n`))
  }

  integer(value: number): this {
    return value < 2 ** 31 ? this.raw(0x4a).uint32(value) : this.raw(0x8a, 8).long(BigInt(value))
  }

  integers(values: readonly number[]): this {
    this.mark()
    for (const value of values) this.integer(value)
    return this.raw(0x74)
  }

  uint32(value: number): this {
    const bytes = new Uint8Array(4)
    new DataView(bytes.buffer).setUint32(0, value, true)
    return this.bytes(bytes)
  }

  long(value: bigint): this {
    const bytes = new Uint8Array(8)
    new DataView(bytes.buffer).setBigInt64(0, value, true)
    return this.bytes(bytes)
  }

  finish(): Uint8Array<ArrayBuffer> {
    return new Uint8Array(Buffer.concat(this.#parts))
  }
}

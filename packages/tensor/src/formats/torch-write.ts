import type { Dtype } from './dtype.ts'
import { writeZip } from './zip-write.ts'

/** A tensor to be written: row-major elements. */
export interface TorchArray {
  dtype: Dtype
  shape: readonly number[]
  data: ArrayBufferView
}

/** What a file of `torch.save` may hold here; Maps and objects become dicts. */
export type TorchContent =
  | null
  | boolean
  | number
  | string
  | TorchArray
  | readonly TorchContent[]
  | ReadonlyMap<string | number, TorchContent>
  | { readonly [name: string]: TorchContent }

const STORAGES: Partial<Record<Dtype, string>> = {
  float32: 'FloatStorage',
  float64: 'DoubleStorage',
  float16: 'HalfStorage',
  int64: 'LongStorage',
  int32: 'IntStorage',
  uint8: 'ByteStorage',
  bool: 'BoolStorage',
}

const text = new TextEncoder()

/**
 * Writes what `torch.load` reads: the zip form of PyTorch since 1.6, with tensors, plain containers and plain values
 * alone, so that it loads with `weights_only=True` too.
 *
 * @throws TypeError for an element type that PyTorch has no storage for
 *
 * @example
 * writeTorch({ weight: { dtype: 'float32', shape: [2], data: Float32Array.of(1, 2) } })
 */
export function writeTorch(content: TorchContent): Uint8Array<ArrayBuffer> {
  const files: Record<string, Uint8Array> = {}
  const pickle = new PickleWriter()
  const storages: Uint8Array[] = []
  pickle.bytes(0x80, 2)
  put(content)
  pickle.ascii('.')
  files['archive/data.pkl'] = pickle.done()
  for (const [i, storage] of storages.entries()) files[`archive/data/${i}`] = storage
  files['archive/version'] = text.encode('3\n')
  return writeZip(files)

  function put(value: TorchContent): void {
    if (value === null) pickle.ascii('N')
    else if (typeof value === 'boolean') pickle.bytes(value ? 0x88 : 0x89)
    else if (typeof value === 'number') pickle.number(value)
    else if (typeof value === 'string') pickle.text(value)
    else if (Array.isArray(value)) {
      pickle.ascii('](')
      for (const item of value) put(item)
      pickle.ascii('e')
    } else if (isTorchArray(value)) putTensor(value)
    else {
      pickle.ascii('}(')
      for (const [key, item] of value instanceof Map ? value : Object.entries(value)) {
        put(key as string | number)
        put(item as TorchContent)
      }
      pickle.ascii('u')
    }
  }

  function putTensor({ dtype, shape, data }: TorchArray): void {
    const storage = STORAGES[dtype]
    if (!storage) throw new TypeError(`PyTorch has no storage of ${dtype} here`)
    const count = shape.reduce((product, size) => product * size, 1)
    pickle.ascii('ctorch._utils\n_rebuild_tensor_v2\n((')
    pickle.text('storage')
    pickle.ascii(`ctorch\n${storage}\n`)
    pickle.text(String(storages.length))
    pickle.text('cpu')
    pickle.number(count)
    pickle.ascii('tQ')
    pickle.number(0)
    for (const sizes of [shape, stridesOf(shape)]) {
      pickle.ascii('(')
      for (const size of sizes) pickle.number(size)
      pickle.ascii('t')
    }
    pickle.bytes(0x89)
    pickle.ascii('ccollections\nOrderedDict\n)RtR')
    storages.push(new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
  }
}

const isTorchArray = (value: object): value is TorchArray => 'data' in value && ArrayBuffer.isView(value.data)

function stridesOf(shape: readonly number[]): number[] {
  const strides = new Array<number>(shape.length)
  let stride = 1
  for (let dim = shape.length - 1; dim >= 0; dim--) {
    strides[dim] = stride
    stride *= Math.max(1, shape[dim]!)
  }
  return strides
}

/** Opcodes of pickle protocol 2. */
class PickleWriter {
  readonly #parts: Uint8Array[] = []

  bytes(...bytes: number[]): void {
    this.#parts.push(Uint8Array.from(bytes))
  }

  ascii(opcodes: string): void {
    this.#parts.push(text.encode(opcodes))
  }

  text(value: string): void {
    const bytes = text.encode(value)
    this.#record(0x58, 4, (view) => view.setUint32(1, bytes.byteLength, true))
    this.#parts.push(bytes)
  }

  number(value: number): void {
    if (!Number.isSafeInteger(value)) this.#record(0x47, 8, (view) => view.setFloat64(1, value, false))
    else if (value >= -(2 ** 31) && value < 2 ** 31) {
      this.#record(0x4a, 4, (view) => view.setInt32(1, value, true))
    } else {
      this.bytes(0x8a)
      this.#record(8, 8, (view) => view.setBigInt64(1, BigInt(value), true))
    }
  }

  #record(opcode: number, width: number, write: (view: DataView) => void): void {
    const bytes = new Uint8Array(1 + width)
    bytes[0] = opcode
    write(new DataView(bytes.buffer))
    this.#parts.push(bytes)
  }

  done(): Uint8Array {
    const whole = new Uint8Array(this.#parts.reduce((sum, part) => sum + part.byteLength, 0))
    let position = 0
    for (const part of this.#parts) {
      whole.set(part, position)
      position += part.byteLength
    }
    return whole
  }
}

import { type ByteSource, sliceSource } from './byte-source.ts'
import { DTYPE_BITS } from './dtype.ts'
import { quote } from './format-error.ts'
import { MAX_TENSORS } from './limits.ts'
import { scanPickle } from './pickle.ts'
import { summarizeTensors } from './tensor-info.ts'
import { isLegacyTorch, LEGACY_PICKLES, LEGACY_TORCH_BYTES } from './torch.ts'
import { torchCall } from './torch-calls.ts'
import { torchFault, torchRefusal } from './torch-fault.ts'
import {
  describeView,
  isContiguous,
  readStorageId,
  type StoredBytes,
  spanOf,
  TensorView,
  TORCH_DTYPES,
  type TorchStorage,
  type TorchTensor,
} from './torch-storage.ts'
import { GlobalName, type UnpickleRules, unpickle } from './unpickle.ts'
import { readZip, type ZipHeader } from './zip.ts'
import { STORED } from './zip-directory.ts'
import { readZipEntry, zipEntrySource } from './zip-entry.ts'

/** A pickle of ten thousand tensors has 2 MB; the numbers are elsewhere. */
const MAX_PICKLE_BYTES = 64 * 1024 * 1024
const MAX_UNPACKED_BYTES = 2 ** 32
const MAX_DEPTH = 100
const MAX_VISITS = 1_000_000
/** Numbers of a strided tensor that are gathered at most; plain ones are read as they are. */
const MAX_TENSOR_BYTES = 2 ** 32

/** What a state dict holds besides tensors; dicts are Maps, lists and tuples are arrays. */
export type TorchValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | TorchTensor
  | readonly TorchValue[]
  | ReadonlyMap<TorchValue, TorchValue>
  | ReadonlySet<TorchValue>

export interface TorchState {
  /** All tensors, named by the path of keys that leads to them (`model.layers.0.weight`). */
  tensors: TorchTensor[]
  /** Elements of all tensors together; views of the same numbers count once. */
  parameterCount: number
  /** How many tensors have each dtype. */
  dtypes: Record<string, number>
  /** The saved object itself, tensors described in their places. */
  value: TorchValue
  /** A tensor's elements, row-major and little-endian, whatever its strides. */
  read: (tensor: TorchTensor) => Promise<Uint8Array>
}

/**
 * Reads a state dict or checkpoint of `torch.save` (zip form or the stream from before PyTorch 1.6) without
 * executing its pickle. Only tensors, plain containers and plain values are taken; anything else is refused by
 * name. Numbers are read when they are asked for.
 *
 * @param zip the archive's directory where it has been read already
 * @throws FormatError with field `pickle` for content that is refused; with another field for a file that lies
 *
 * @example
 * const state = await readTorchState(source)
 * for (const tensor of state.tensors) console.log(tensor.name, tensor.dtype, tensor.shape)
 * const bytes = await state.read(state.tensors[0]!)
 */
export async function readTorchState(source: ByteSource, zip?: ZipHeader): Promise<TorchState> {
  const head = await source.read(0, Math.min(LEGACY_TORCH_BYTES, source.size))
  const { value, stored } = isLegacyTorch(head)
    ? await readStream(source)
    : await readArchive(source, zip ?? (await readZip(source)))
  const named = new Map<string, TorchTensor>()
  const root = new Namer(stored, named).name(value, '', 0)
  const tensors = [...named.values()]
  const views = new Map(
    tensors.map((tensor) => [
      `${tensor.storage}/${tensor.storageOffset}/${tensor.dtype}/${tensor.shape}/${tensor.strides}`,
      tensor,
    ]),
  )
  const { dtypes } = summarizeTensors(tensors, 'pytorch')
  const { parameterCount } = summarizeTensors([...views.values()], 'pytorch')
  return { tensors, parameterCount, dtypes, value: root, read: (tensor) => readView(tensor, stored) }
}

type Stored = ReadonlyMap<string, StoredBytes>

/** Collects the storages that a pickle names, and refuses two that contradict each other. */
function rulesFor(storages: Map<string, TorchStorage>): UnpickleRules {
  return {
    call: torchCall,
    persistent: (id) => {
      const storage = readStorageId(id)
      const known = storages.get(storage.key)
      if (known && known.bytes !== storage.bytes) {
        throw torchFault(
          `storage ${quote(storage.key)} is said to have two sizes`,
          `storage ${quote(storage.key)}`,
        )
      }
      storages.set(storage.key, storage)
      if (storages.size > MAX_TENSORS) throw torchRefusal(`more than ${MAX_TENSORS} storages`)
      return storage
    },
  }
}

async function readArchive(source: ByteSource, { entries }: ZipHeader) {
  const data = entries.find(({ name }) => /^([^/]+\/)?data\.pkl$/.test(name))
  if (!data) throw torchFault('the archive has no data.pkl, so torch.save did not write it', 'data.pkl')
  const folder = data.name.slice(0, -'data.pkl'.length)
  const byName = new Map(entries.map((entry) => [entry.name, entry]))
  const order = byName.get(`${folder}byteorder`)
  if (order) {
    const text = new TextDecoder().decode(await readZipEntry(source, order, 16))
    if (text !== 'little')
      throw torchFault(`its byte order is ${quote(text)}; only little can be read`, 'byteorder')
  }
  const storages = new Map<string, TorchStorage>()
  const pickle = await readZipEntry(source, data, MAX_PICKLE_BYTES)
  const { value } = unpickle(pickle, 0, rulesFor(storages))
  const stored = new Map<string, StoredBytes>()
  for (const [key, storage] of storages) {
    const field = `storage ${quote(key)}`
    const entry = byName.get(`${folder}data/${key}`)
    if (!entry) throw torchFault(`${field} is not in the archive`, field)
    if (entry.bytes !== storage.bytes) {
      throw torchFault(`${field} has ${entry.bytes} bytes, not the ${storage.bytes} its pickle says`, field)
    }
    const isPlain = entry.method === STORED && !entry.isEncrypted
    stored.set(key, {
      size: entry.bytes,
      offset: isPlain ? entry.offset : null,
      open: () => zipEntrySource(source, entry, MAX_UNPACKED_BYTES),
    })
  }
  return { value, stored }
}

/** The old form: five pickles one after the other, then each storage with the count of its elements before it. */
async function readStream(source: ByteSource) {
  const { bytes: length, isWellFormed } = await scanPickle(source, { pickles: LEGACY_PICKLES })
  if (!isWellFormed) throw torchRefusal('its pickles are cut short or malformed')
  if (length > MAX_PICKLE_BYTES) throw torchRefusal(`its pickles have ${length} bytes`)
  const pickles = await source.read(0, length)
  const storages = new Map<string, TorchStorage>()
  const rules = rulesFor(storages)
  const values: unknown[] = []
  let position = 0
  for (let i = 0; i < LEGACY_PICKLES; i++) {
    const { value, end } = unpickle(pickles, position, rules)
    values.push(value)
    position = end
  }
  const [, , system, value, keys] = values
  if (system instanceof Map && system.get('little_endian') === false)
    throw torchFault('its byte order is "big"; only little can be read', 'little_endian')
  if (!Array.isArray(keys)) throw torchRefusal('it does not say the order of its storages')
  const stored = new Map<string, StoredBytes>()
  for (const key of keys) {
    const storage = storages.get(key)
    const field = `storage ${quote(String(key))}`
    if (!storage || stored.has(key))
      throw torchFault(`${field} is listed, but not used or listed before`, field)
    if (position + 8 + storage.bytes > source.size) {
      throw torchFault(
        `${field} needs ${storage.bytes} bytes at ${position + 8}, past the end of the file`,
        field,
      )
    }
    const head = await source.read(position, 8)
    const count = new DataView(head.buffer, head.byteOffset, 8).getBigUint64(0, true)
    if (count !== BigInt(storage.elements)) {
      throw torchFault(`${field} has ${count} elements, not the ${storage.elements} its pickle says`, field)
    }
    const offset = position + 8
    const size = storage.bytes
    stored.set(key, { size, offset, open: async () => sliceSource(source, offset, size) })
    position = offset + size
  }
  for (const key of storages.keys()) {
    if (!stored.has(key))
      throw torchFault(`storage ${quote(key)} is not in the file`, `storage ${quote(key)}`)
  }
  return { value, stored }
}

/** Gives tensors names, and bounds what shared and nested containers can be made to unfold to. */
class Namer {
  #stored: Stored
  #named: Map<string, TorchTensor>
  #visits = 0

  constructor(stored: Stored, named: Map<string, TorchTensor>) {
    this.#stored = stored
    this.#named = named
  }

  name(value: unknown, path: string, depth: number): TorchValue {
    if (++this.#visits > MAX_VISITS) throw torchRefusal('its containers unfold to too many values')
    if (depth > MAX_DEPTH) throw torchRefusal(`its containers nest deeper than ${MAX_DEPTH}`)
    if (value instanceof TensorView) return this.#tensor(value, path)
    if (Array.isArray(value)) return value.map((item, i) => this.name(item, join(path, String(i)), depth + 1))
    if (value instanceof Set) {
      return new Set([...value].map((item, i) => this.name(item, join(path, String(i)), depth + 1)))
    }
    if (value instanceof Map) {
      return new Map(
        Array.from(value, ([key, item]) => {
          const label = typeof key === 'object' && key !== null ? '?' : String(key)
          return [this.name(key, join(path, label), depth + 1), this.name(item, join(path, label), depth + 1)]
        }),
      )
    }
    if (value === null || value instanceof Uint8Array || typeof value !== 'object') return value as TorchValue
    // An element type kept as a setting.
    if (value instanceof GlobalName && value.module === 'torch' && value.name in TORCH_DTYPES)
      return String(value)
    throw torchRefusal(
      `${path === '' ? 'the saved object' : quote(path)} is ${quote(String(value))}, no tensor`,
    )
  }

  #tensor(view: TensorView, name: string): TorchTensor {
    const stored = this.#stored.get(view.storage.key)
    if (!stored)
      throw torchFault(`storage ${quote(view.storage.key)} is not in the file`, `tensor ${quote(name)}`)
    if (this.#named.has(name)) throw torchRefusal(`two tensors are called ${quote(name)}`)
    if (this.#named.size === MAX_TENSORS) throw torchRefusal(`more than ${MAX_TENSORS} tensors`)
    const tensor = describeView(name, view, stored)
    this.#named.set(name, tensor)
    return tensor
  }
}

const join = (path: string, key: string) => (path === '' ? key : `${path}.${key}`)

async function readView(tensor: TorchTensor, stored: Stored): Promise<Uint8Array> {
  const { name, dtype, shape, strides, storageOffset, bytes } = tensor
  const field = `tensor ${quote(name)}`
  if (bytes === 0) return new Uint8Array(0)
  if (bytes > MAX_TENSOR_BYTES)
    throw torchFault(`${field} has ${bytes} bytes; at most ${MAX_TENSOR_BYTES} are allowed`, field)
  const width = DTYPE_BITS[dtype] / 8
  const source = await stored.get(tensor.storage)!.open()
  const span = spanOf(shape, strides) * width
  const raw = await source.read(storageOffset * width, span)
  if (raw.byteLength !== span) throw torchFault(`${field} is cut short`, field)
  if (isContiguous(shape, strides)) return raw
  const elements = new Uint8Array(bytes)
  const index = new Array<number>(shape.length).fill(0)
  let from = 0
  for (let to = 0; to < bytes; to += width) {
    for (let i = 0; i < width; i++) elements[to + i] = raw[from * width + i]!
    for (let dim = shape.length - 1; dim >= 0; dim--) {
      from += strides[dim]!
      if (++index[dim]! < shape[dim]!) break
      from -= shape[dim]! * strides[dim]!
      index[dim] = 0
    }
  }
  return elements
}

import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import {
  type Module,
  readAll,
  type StateDict,
  type Tensor,
  tensor,
  tensorsToSafetensors,
} from '@nodeyard/tensor'
import {
  bytesSource,
  FormatError,
  openTensors,
  readTorchState,
  type TorchArray,
  type TorchContent,
  type TorchValue,
  writeTorch,
} from '@nodeyard/tensor/formats'
import { Fault } from '../../../fault.ts'

/** Files above this are not read whole. */
const MAX_BYTES = 8 * 1024 ** 3

/** Writes a file whole or not at all, with the folders it needs. */
export async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  const part = `${path}.${process.hrtime.bigint()}.part`
  await writeFile(part, bytes)
  await rename(part, path)
}

/** Tensors as a file of `torch.save` has them. */
export async function torchArrays(tensors: StateDict): Promise<Record<string, TorchArray>> {
  const entries = Object.entries(tensors)
  const arrays = await readAll(entries.map(([, part]) => part))
  return Object.fromEntries(
    entries.map(([name, { dtype, shape }], i) => [name, { dtype, shape: [...shape], data: arrays[i]! }]),
  )
}

/** A state dict as a file that PyTorch loads, or as safetensors. */
export async function encodeState(state: StateDict, format: 'pytorch' | 'safetensors'): Promise<Uint8Array> {
  return format === 'pytorch' ? writeTorch(await torchArrays(state)) : tensorsToSafetensors(state)
}

export const encodeTorch = (content: TorchContent): Uint8Array => writeTorch(content)

/** @throws Fault `not_found` that names the file */
export async function readModelFile(path: string, name: string): Promise<Uint8Array> {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'EISDIR') return undefined
    throw error
  })
  if (!bytes) throw new Fault('not_found', `there is no file "${name}" among the models`, { field: 'path' })
  if (bytes.byteLength > MAX_BYTES)
    throw new Fault('validation_failed', `"${name}" is too large to be read whole`)
  return bytes
}

/**
 * Named tensors of a file: safetensors, or PyTorch's state dicts, whose pickles are read but never executed. Of a
 * checkpoint only what lies below `model_state_dict` or `state_dict`.
 */
export async function decodeState(bytes: Uint8Array, name: string): Promise<Record<string, Tensor>> {
  return told(name, async () => {
    const file = await openTensors(bytesSource(bytes))
    const prefix = ['model_state_dict.', 'state_dict.'].find((one) =>
      file.tensors.some((info) => info.name.startsWith(one)),
    )
    const wanted = file.tensors.filter((info) => !prefix || info.name.startsWith(prefix))
    const entries = await Promise.all(
      wanted.map(async (info) => {
        const { dtype, shape, data } = await file.read(info.name)
        return [
          info.name.slice(prefix?.length ?? 0),
          tensor(data as Float32Array, { dtype: dtype as 'float32', shape }),
        ] as const
      }),
    )
    return Object.fromEntries(entries)
  })
}

/** Everything in a file of `torch.save` besides its tensors, and these by the path of keys that leads to them. */
export async function decodeTorch(bytes: Uint8Array, name: string) {
  return told(name, async () => {
    const { value } = await readTorchState(bytesSource(bytes))
    const file = await openTensors(bytesSource(bytes))
    const read = async (path: string) => {
      const { dtype, shape, data } = await file.read(path)
      return tensor(data as Float32Array, { dtype: dtype as 'float32', shape })
    }
    return { value, names: file.tensors.map((info) => info.name), read }
  })
}

/** A member of a dict of a `torch.save` file. */
export const memberOf = (value: TorchValue, key: string): TorchValue | undefined =>
  value instanceof Map ? value.get(key) : undefined

async function told<T>(name: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    if (!(error instanceof FormatError) && !(error instanceof RangeError)) throw error
    throw new Fault('validation_failed', `"${name}" cannot be read: ${error.message}`, { field: 'path' })
  }
}

/** Takes over a state dict, saying which names do not fit. */
export function loadInto(model: Module, state: StateDict, options: { strict: boolean; name: string }): void {
  try {
    model.loadStateDict(state, { strict: options.strict })
  } catch (error) {
    throw new Fault(
      'validation_failed',
      `"${options.name}": ${(error as Error).message}`,
      {},
      { cause: error },
    )
  }
}

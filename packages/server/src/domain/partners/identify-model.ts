import { open } from 'node:fs/promises'
import { type ByteSource, FormatError, readOnnx, readZip } from '@nodeyard/tensor/formats'
import { Fault } from '../../fault.ts'

/** What was served: the name of its file in the registry follows from it. */
export type ServedFormat = 'onnx' | 'torchscript' | 'syft'

/** A file of this machine as the readers of formats take it. */
export async function withSource<T>(
  file: { path: string; size: number },
  read: (source: ByteSource) => Promise<T>,
): Promise<T> {
  const handle = await open(file.path)
  try {
    return await read({
      size: file.size,
      async read(offset, length) {
        const buffer = Buffer.alloc(Math.min(length, Math.max(0, file.size - offset)))
        const { bytesRead } = await handle.read(buffer, 0, buffer.length, offset)
        return buffer.subarray(0, bytesRead)
      },
    })
  } finally {
    await handle.close()
  }
}

/**
 * Finds out what kind of model some bytes are, by the bytes alone.
 *
 * @throws Fault `unsupported_format` for what is no model that this server knows
 */
export async function identifyModel(file: { path: string; size: number }): Promise<ServedFormat> {
  return withSource(file, async (source) => {
    const head = await source.read(0, 16)
    try {
      if (isSyft(head)) return 'syft'
      if (head[0] === 0x50 && head[1] === 0x4b) return await identifyArchive(source)
      await readOnnx(source)
      return 'onnx'
    } catch (error) {
      if (!(error instanceof FormatError)) throw error
      throw refuse(error.message)
    }
  })
}

/** A compression code of the serde envelope, and what each of them is followed by. */
export function isSyft(head: Uint8Array): boolean {
  const [code = 0, a = 0, b = 0, c = 0, d = 0] = head
  if (code === 41) return a === 0x04 && b === 0x22 && c === 0x4d && d === 0x18
  if (code === 42) return a === 0x28 && b === 0xb5 && c === 0x2f && d === 0xfd
  // Plain msgpack of a typed pair: an array of two, then a small code.
  return code === 40 && (a === 0x92 || a === 0xdc || a === 0xdd)
}

async function identifyArchive(source: ByteSource): Promise<ServedFormat> {
  const { entries, isBomb } = await readZip(source)
  if (isBomb) throw refuse('the archive unpacks to far more than any model of its size')
  // Code of its own is what tells a TorchScript archive from saved weights.
  if (entries.some(({ name }) => /^[^/]+\/code\/.+\.py$/.test(name))) return 'torchscript'
  throw refuse('the archive holds weights without a program: serve a TorchScript module, or ONNX')
}

const refuse = (why: string) =>
  new Fault('unsupported_format', `model is neither ONNX, TorchScript nor a syft plan: ${why}`, {
    field: 'model',
  })

import { parentPort } from 'node:worker_threads'
import { type ByteSource, FormatError, inspectFile } from '@nodeyard/tensor/formats'
import type { FromInspector, Reading, ToInspector } from './inspector.ts'
import { toReading } from './to-reading.ts'

/** Reads one file at a time; its bytes are asked for where they are not at hand. */

const port = parentPort!
const send = (message: FromInspector) => port.postMessage(message)
const reads = new Map<number, (bytes: Uint8Array) => void>()
let lastRead = 0

class TooMuch extends Error {}

port.on('message', (message: ToInspector) => {
  if ('bytes' in message) {
    reads.get(message.read)?.(message.bytes)
    reads.delete(message.read)
  } else {
    inspect(message).then(send, (error: unknown) => {
      // A fault of the reader, not of the file.
      send({ bug: error instanceof Error ? (error.stack ?? error.message) : String(error) })
    })
  }
})

async function inspect(file: Exclude<ToInspector, { bytes: unknown }>): Promise<FromInspector> {
  try {
    const reading: Reading = toReading(await inspectFile(file.path, sourceOf(file)))
    return { reading }
  } catch (error) {
    if (error instanceof FormatError) return { lie: error.message }
    if (error instanceof TooMuch) return { problem: 'more of it would have to be read than is allowed' }
    throw error
  }
}

function sourceOf({ head, size, readLimit }: Exclude<ToInspector, { bytes: unknown }>): ByteSource {
  let left = readLimit
  return {
    size,
    async read(offset, length) {
      const end = Math.min(offset + length, size)
      if (end <= head.length) return head.subarray(offset, end)
      left -= end - offset
      if (left < 0) throw new TooMuch()
      const read = ++lastRead
      return new Promise((resolve) => {
        reads.set(read, resolve)
        send({ read, offset, length: end - offset })
      })
    },
  }
}

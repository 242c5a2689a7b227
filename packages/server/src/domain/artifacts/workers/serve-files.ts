import { parentPort } from 'node:worker_threads'
import type { ByteSource } from '@nodeyard/tensor/formats'
import type { Ending, FromWorker, ToWorker } from './file-workers.ts'

/** A file says of itself what is not so; the message is for its sender. */
export class Lie extends Error {}

/** It cannot be looked at within what is allowed. */
export class TooMuch extends Error {}

/** Hands bytes to whoever waits for them, and waits until they are taken. */
export type Make = (bytes: Uint8Array) => Promise<void>

/**
 * The worker's side of `FileWorkers`: does one job at a time; bytes of its files are asked for where they are
 * not at hand.
 */
export function serveFiles<Job, Result>(
  work: (job: Job, sources: ByteSource[], make: Make) => Promise<Result>,
): void {
  const port = parentPort!
  const send = (message: FromWorker<Result>) => port.postMessage(message)
  const reads = new Map<number, (bytes: Uint8Array) => void>()
  const makes = new Map<number, () => void>()
  let last = 0

  const make: Make = (bytes) => {
    const made = ++last
    return new Promise((resolve) => {
      makes.set(made, resolve)
      send({ made, bytes })
    })
  }

  const sourcesOf = ({
    sizes,
    heads,
    readLimit,
  }: {
    sizes: number[]
    heads: Uint8Array[]
    readLimit: number
  }) => {
    let left = readLimit
    return sizes.map((size, source): ByteSource => {
      const head = heads[source]!
      return {
        size,
        async read(offset, length) {
          const end = Math.min(offset + length, size)
          if (end <= offset) return new Uint8Array()
          if (end <= head.length) return head.subarray(offset, end)
          left -= end - offset
          if (left < 0) throw new TooMuch('more of it would have to be read than is allowed')
          const read = ++last
          return new Promise((resolve) => {
            reads.set(read, resolve)
            send({ read, source, offset, length: end - offset })
          })
        },
      }
    })
  }

  const run = async (message: Extract<ToWorker<Job>, { job: Job }>): Promise<Ending<Result>> => {
    try {
      return { result: await work(message.job, sourcesOf(message), make) }
    } catch (error) {
      if (error instanceof Lie) return { lie: error.message }
      if (error instanceof TooMuch) return { problem: error.message }
      throw error
    }
  }

  port.on('message', (message: ToWorker<Job>) => {
    if ('bytes' in message) {
      reads.get(message.read)?.(message.bytes)
      reads.delete(message.read)
    } else if ('taken' in message) {
      makes.get(message.taken)?.()
      makes.delete(message.taken)
    } else {
      run(message).then(send, (error: unknown) => {
        // A fault of the reader, not of the file.
        send({ bug: error instanceof Error ? (error.stack ?? error.message) : String(error) })
      })
    }
  })
}

import type { IncomingMessage, ServerResponse } from 'node:http'
import { Fault } from '../fault.ts'

const MiB = 1024 * 1024
/** JSON beyond this would be mostly the spelling of numbers; binary forms take a quarter of it. */
export const MOST_JSON_BYTES = 8 * MiB
export const MOST_BINARY_BYTES = 64 * MiB
/** Large bodies that are here at the same time, all together. */
const MOST_HELD_BYTES = 512 * MiB
const LARGE_BYTES = MiB

let heldBytes = 0

type Done = (error: Error | null, body?: Uint8Array<ArrayBuffer>) => void

/**
 * Reads a whole body into one buffer, copying what comes once. Large bodies are counted until they are
 * answered, and refused when too many are here.
 *
 * `done` gets a Fault `payload_too_large`, whose message ends with `hint`, or `unavailable`.
 */
export function readInvocationBody(
  request: IncomingMessage,
  response: ServerResponse,
  { most, hint }: { most: number; hint: string },
  done: Done,
): void {
  const said = request.headers['content-length']
  const length = said === undefined ? undefined : Number(said)
  // Without a length the body comes in pieces of any number, which are joined at the end in one go.
  const limit = length === undefined ? Math.min(most, MOST_JSON_BYTES) : most
  if (length !== undefined && length > limit) {
    done(tooLarge(limit, hint))
    return
  }
  if (!hold(response, length ?? limit)) {
    const message = 'too many large requests are here: try again shortly'
    done(new Fault('unavailable', message, { retryAfter: 2 }))
    return
  }
  const body = length === undefined ? new Pieces() : new Whole(length)
  let received = 0
  let isDone = false
  const end = (error: Error | null) => {
    if (isDone) return
    isDone = true
    if (error) done(error)
    else done(null, body.take())
  }
  request.on('data', (chunk: Buffer<ArrayBuffer>) => {
    received += chunk.length
    if (isDone) return
    if (received > limit) end(tooLarge(limit, hint))
    else body.add(chunk)
  })
  request.on('end', () => end(null))
  // Every request closes in the end; only one without its body has broken off.
  const broken = () => {
    if (!isDone) end(new Fault('invalid_request', 'the connection broke off before the body was here'))
  }
  request.on('error', broken)
  request.on('close', broken)
}

function tooLarge(limit: number, hint: string): Fault {
  return new Fault('payload_too_large', `the body is larger than ${limit / MiB} MiB: ${hint}`)
}

/** A body of known length. Most come in one piece, which is then the body. */
class Whole {
  readonly #length: number
  #bytes: Uint8Array<ArrayBuffer> | undefined
  #received = 0

  constructor(length: number) {
    this.#length = length
  }

  add(chunk: Buffer<ArrayBuffer>): void {
    if (chunk.length === this.#length) this.#bytes = chunk
    else {
      this.#bytes ??= new Uint8Array(this.#length)
      this.#bytes.set(chunk, this.#received)
      this.#received += chunk.length
    }
  }

  take(): Uint8Array<ArrayBuffer> {
    return this.#bytes ?? new Uint8Array(0)
  }
}

/** A body of unknown length. */
class Pieces {
  readonly #chunks: Buffer[] = []

  add(chunk: Buffer): void {
    this.#chunks.push(chunk)
  }

  take(): Uint8Array<ArrayBuffer> {
    return Buffer.concat(this.#chunks)
  }
}

/** @returns false when there is no room */
function hold(response: ServerResponse, bytes: number): boolean {
  if (bytes < LARGE_BYTES) return true
  if (heldBytes + bytes > MOST_HELD_BYTES) return false
  heldBytes += bytes
  response.once('close', () => {
    heldBytes -= bytes
  })
  return true
}

import type { Socket } from 'node:net'
import type { FastifyRequest } from 'fastify'
import type { RawData, WebSocket } from 'ws'
import type { Deps } from '../../deps.ts'
import type { Caller } from '../../domain/accounts/caller.ts'
import { Fault } from '../../fault.ts'
import { toFault } from '../../http/to-fault.ts'
import { renderGridFault } from './render-fault.ts'
import { OPEN_TO_ALL, SPOKEN, type Speaker } from './socket-frames.ts'

/** Frames that may wait on one connection; a client gets its answers in order, so it has no reason to send more. */
const MOST_WAITING = 64
/** While more than this waits, in bytes, nothing more is read. */
const MOST_WAITING_BYTES = 1024 * 1024
/** What a connection may send before it has said who it is, where that is asked. */
const MOST_UNKNOWN_BYTES = 64 * 1024

const MALFORMED = { error: 'Invalid JSON format/field!' }
const CLIENT_GONE = new Fault('invalid_request', 'the client went away before it was answered')

/**
 * The grid's other voice, at `/`: JSON text frames with a `type`, each answered by one frame, in order. Who the
 * caller is follows from the key of the upgrade, or from an `authentication` frame, for this connection.
 *
 * A connection holds little memory whatever its client does: large frames are read one after the other, the next
 * is looked at when the answer to the last has left, and strangers get to send next to nothing.
 */
export function speakGrid(deps: Deps, socket: WebSocket, request: FastifyRequest): void {
  const gone = new AbortController()
  const speaker: Speaker = {
    caller: undefined,
    address: request.ip,
    requestId: request.id,
    signal: gone.signal,
  }
  socket.on('error', () => {})
  socket.once('close', () => gone.abort(CLIENT_GONE))

  // Nothing is read until it is known whose it is.
  socket.pause()
  let turn: Promise<void> = authenticate(deps, request, speaker).then(() => {
    socket.resume()
    if (deps.config.grid.auth !== 'open') boundStranger(request.raw.socket, socket, speaker)
  })
  let waiting = 0
  let waitingBytes = 0
  socket.on('message', (data: RawData, isBinary: boolean) => {
    const bytes = lengthOf(data)
    waitingBytes += bytes
    if (++waiting > MOST_WAITING) return socket.close(1008, 'too many frames at once')
    if (waitingBytes > MOST_WAITING_BYTES) socket.pause()
    turn = turn.then(async () => {
      if (gone.signal.aborted) return
      const answer = isBinary ? MALFORMED : await answerFrame(deps, speaker, textOf(data))
      await send(socket, JSON.stringify(answer))
      waiting--
      waitingBytes -= bytes
      if (waitingBytes <= MOST_WAITING_BYTES) socket.resume()
    })
  })
}

/** Ends a connection that sends much before it has said who it is. */
function boundStranger(raw: Socket, socket: WebSocket, speaker: Speaker): void {
  let received = 0
  const count = (chunk: Buffer) => {
    received += chunk.length
    if (speaker.caller) raw.off('data', count)
    else if (received > MOST_UNKNOWN_BYTES) socket.terminate()
  }
  raw.on('data', count)
}

/** Sends a frame, and waits until it has left: a client that does not read is not answered further. */
function send(socket: WebSocket, text: string): Promise<void> {
  if (socket.readyState !== socket.OPEN) return Promise.resolve()
  return new Promise((resolve) => socket.send(text, () => resolve()))
}

async function authenticate(
  { keyCheck }: Deps,
  { headers }: FastifyRequest,
  speaker: Speaker,
): Promise<void> {
  const [, secret] = /^bearer +(\S+) *$/i.exec(headers.authorization ?? '') ?? []
  if (secret === undefined) return
  speaker.caller = await Promise.resolve(keyCheck.check(secret)).catch(() => undefined)
}

async function answerFrame(deps: Deps, speaker: Speaker, text: string): Promise<object> {
  const frame = parse(text)
  const type = frame?.type
  const answer = typeof type === 'string' && Object.hasOwn(SPOKEN, type) ? SPOKEN[type] : undefined
  if (!frame || !answer) return MALFORMED
  try {
    requireKey(deps, speaker.caller, type as string)
    return await answer(deps, speaker, frame)
  } catch (error) {
    const fault = toFault(error)
    if (fault.code === 'internal') deps.log.error({ err: error, type }, 'unexpected error on a socket')
    return renderGridFault(fault, speaker.requestId).body as object
  }
}

function requireKey({ config }: Deps, caller: Caller | undefined, type: string): void {
  if (config.grid.auth === 'open' || caller || OPEN_TO_ALL.has(type)) return
  throw new Fault('unauthorized', 'this grid needs an account: send an "authentication" frame first')
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
    return isObject ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}

const partsOf = (data: RawData): Buffer[] => (Array.isArray(data) ? data : [Buffer.from(data as Buffer)])

const lengthOf = (data: RawData) => partsOf(data).reduce((sum, part) => sum + part.length, 0)

const textOf = (data: RawData) => Buffer.concat(partsOf(data)).toString('utf8')

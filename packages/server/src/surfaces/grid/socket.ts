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

const MALFORMED = { error: 'Invalid JSON format/field!' }

/**
 * The grid's other voice, at `/`: JSON text frames with a `type`, each answered by one frame, in order. Who the
 * caller is follows from the key of the upgrade, or from an `authentication` frame, for this connection.
 */
export function speakGrid(deps: Deps, socket: WebSocket, request: FastifyRequest): void {
  const speaker: Speaker = { caller: undefined, address: request.ip, requestId: request.id }
  let turn: Promise<void> = authenticate(deps, request, speaker)
  let waiting = 0
  socket.on('message', (data: RawData, isBinary: boolean) => {
    if (++waiting > MOST_WAITING) return socket.close(1008, 'too many frames at once')
    turn = turn.then(async () => {
      const answer = isBinary ? MALFORMED : await answerFrame(deps, speaker, textOf(data))
      waiting--
      if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(answer))
    })
  })
  socket.on('error', () => {})
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

function textOf(data: RawData): string {
  const buffer = Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data as Buffer)
  return buffer.toString('utf8')
}

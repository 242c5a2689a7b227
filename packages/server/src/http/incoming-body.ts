import type { IncomingMessage } from 'node:http'
import type { FastifyRequest } from 'fastify'

/** A client that sends nothing for this long has gone. Milliseconds. */
const IDLE = 120_000

/** How long a client whose body is no longer wanted may take to notice the answer. Milliseconds. */
const LINGER = 5_000

/** The body of a request, for a handler that takes it as a stream. It breaks when nothing comes for long. */
export function incomingBody({ raw, headers }: FastifyRequest): {
  bytes: IncomingMessage
  length: number | undefined
  /** Nobody else has its chunks. */
  isOurs: true
} {
  raw.setTimeout(IDLE, () => raw.destroy(new Error('the client has stopped sending')))
  raw.once('end', () => raw.setTimeout(0))
  const length = headers['content-length']
  return { bytes: raw, length: length === undefined ? undefined : Number(length), isOurs: true }
}

/**
 * Ends a connection whose request was answered before its body had come: a refusal, mostly. What comes is
 * thrown away for some seconds more, so that the client gets to read the answer; nobody has to send
 * gigabytes to hear "no".
 */
export function dropUnreadBody(request: IncomingMessage): void {
  if (request.complete) return
  const { socket } = request
  const timer = setTimeout(() => request.complete || socket.destroy(), LINGER)
  request.once('close', () => clearTimeout(timer))
}

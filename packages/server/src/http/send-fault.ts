import type { FastifyReply } from 'fastify'
import type { Fault } from '../fault.ts'
import { toFault } from './to-fault.ts'

/** A fault in the words of one surface. */
export type RenderFault = (
  fault: Fault,
  requestId: string,
) => { status: number; body: unknown; headers?: Record<string, string> }

/** The house's own error body: the marketplace's, and that of routes beside the surfaces. */
export const renderPlainFault: RenderFault = ({ code, message, status, detail: { field } }, requestId) => ({
  status,
  body: { error: { code, message, ...(field === undefined ? {} : { field }), request_id: requestId } },
})

/** Answers any thrown thing. What is not a Fault is a bug: logged with its stack, answered without a word of it. */
export function sendFault(error: unknown, reply: FastifyReply, render: RenderFault): FastifyReply {
  const fault = toFault(error)
  if (fault.code === 'internal') reply.log.error({ err: error }, 'unexpected error')
  const { status, body, headers = {} } = render(fault, reply.request.id)
  const { retryAfter } = fault.detail
  if (retryAfter !== undefined) reply.header('retry-after', Math.ceil(retryAfter))
  if (fault.code === 'payload_too_large') outlastBody(reply)
  return reply
    .code(status)
    .headers(headers)
    .serializer(JSON.stringify)
    .type('application/json; charset=utf-8')
    .send(body)
}

/** How much of a body that is too large is read on, for nothing. */
const READ_ON_BYTES = 64 * 1024 * 1024

/**
 * Keeps the connection open for the rest of a body that is refused. A client that is cut off while it sends
 * sees a broken connection and never the answer that says why.
 */
function outlastBody(reply: FastifyReply): void {
  const length = Number(reply.request.headers['content-length'])
  if (length <= READ_ON_BYTES) reply.removeHeader('connection')
}

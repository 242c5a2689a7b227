import type { FastifyReply, FastifyRequest } from 'fastify'
import { FAULT_STATUS, type Fault, type FaultCode } from '../../fault.ts'
import { type RenderFault, sendFault } from '../../http/send-fault.ts'

/** Where this surface's statuses are not the house's: it knows no 402 and no 422. */
const STATUS: Partial<Record<FaultCode, number>> = {
  validation_failed: 400,
  unsupported_format: 400,
  unsupported_media_type: 400,
  scan_blocked: 400,
  checksum_mismatch: 400,
  licence_required: 403,
  insufficient_scope: 403,
}

const statusOf = ({ code }: Fault): number => STATUS[code] ?? FAULT_STATUS[code]

/** `{success: false, error}`, and `not_allowed` where a model may not be run. */
export const renderGridFault: RenderFault = (fault) => ({
  status: statusOf(fault),
  body: {
    success: false,
    ...(fault.detail.isNotAllowed === true ? { not_allowed: true } : {}),
    error: fault.message,
  },
})

type OnError = (error: Error, request: FastifyRequest, reply: FastifyReply) => FastifyReply

/** For the endpoints whose errors are `{error}` alone. */
export const answerBare: OnError = (error, _request, reply) =>
  sendFault(error, reply, (fault) => ({ status: statusOf(fault), body: { error: fault.message } }))

/** For a network's, whose errors are `{message}`. */
export const answerMessage: OnError = (error, _request, reply) =>
  sendFault(error, reply, (fault) => ({ status: statusOf(fault), body: { message: fault.message } }))

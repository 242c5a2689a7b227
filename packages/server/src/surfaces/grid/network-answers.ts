import type { FastifyReply } from 'fastify'
import type { Grid } from '../../domain/partners/grid.ts'
import type { Found } from '../../domain/partners/network.ts'
import { Fault } from '../../fault.ts'

/** The contract's words for a body that is no JSON or lacks a key. */
export const INVALID_JSON = 'Invalid JSON format.'

/** @throws Fault `not_found` on a server that is no network */
export function requireNetwork({ role }: Grid): void {
  if (role === 'network') return
  throw new Fault('not_found', 'this is a grid node: only a network answers here (GRID_ROLE=network)')
}

/** What was found; who could not be asked is named in a header, since the body's form is given. */
export function reportUnreachable<T>(reply: FastifyReply, { found, unreachable }: Found<T>): T {
  if (unreachable.length > 0) {
    const named = unreachable.slice(0, 50).map(({ id, reason }) => `${encodeURIComponent(id)}; ${reason}`)
    reply.header('x-grid-unreachable', named.join(', '))
    reply.header('x-grid-unreachable-count', unreachable.length)
  }
  return found
}

import type { FastifyRequest } from 'fastify'
import type { Deps } from '../../../deps.ts'

/** Where the client reaches this server, without a slash at its end. */
export const hereOf = ({ config }: Deps, request: FastifyRequest): string =>
  config.publicUrl?.replace(/\/$/, '') ?? `${request.protocol}://${request.host}`

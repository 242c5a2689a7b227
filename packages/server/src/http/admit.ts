import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Deps } from '../deps.ts'
import { authenticate } from './authenticate.ts'
import { limitRate } from './rate-limits.ts'
import type { Surface } from './surface.ts'

/**
 * The gate of a surface: what it checks itself, who is asking, and how much they may still ask.
 *
 * A request that is refused is counted too, and told its limits: otherwise keys could be guessed at any
 * speed. So counting comes before the refusal.
 */
export function admit(deps: Deps, surface: Surface) {
  const check = authenticate(deps, surface.auth)
  const limit = limitRate(deps)
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    let refusal: { reason: unknown } | undefined
    try {
      surface.onRequest?.(request, deps)
      await check(request, reply)
    } catch (reason) {
      refusal = { reason }
    }
    await limit(request, reply)
    if (refusal) throw refusal.reason
  }
}

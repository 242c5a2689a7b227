import type { FastifyReply, FastifyRequest } from 'fastify'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import type { Deps } from '../deps.ts'
import { Fault } from '../fault.ts'

/** Requests a minute and key. */
export const LIMITS = { read: 1000, write: 120, upload: 30 } as const

export type LimitKind = keyof typeof LIMITS

/** Counts requests per key (per address where there is no key) and kind. */
export class RateLimits {
  readonly #limiters: Record<LimitKind, RateLimiterMemory>

  constructor(limits: Record<LimitKind, number> = LIMITS) {
    const limiter = (kind: LimitKind) =>
      new RateLimiterMemory({ points: limits[kind], duration: 60, keyPrefix: kind })
    this.#limiters = { read: limiter('read'), write: limiter('write'), upload: limiter('upload') }
  }

  /** @returns how much is left, and whether this request is within it */
  async consume(
    kind: LimitKind,
    key: string,
  ): Promise<{ isAllowed: boolean; limit: number; state: RateLimiterRes }> {
    const limiter = this.#limiters[kind]
    try {
      return { isAllowed: true, limit: limiter.points, state: await limiter.consume(key) }
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused
      return { isAllowed: false, limit: limiter.points, state: refused }
    }
  }
}

const READS = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Tells every caller how much is left, and refuses what is too much. */
export function limitRate({ limits, config }: Deps) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const kind = request.routeOptions.config.limit ?? (READS.has(request.method) ? 'read' : 'write')
    if (!config.hasRateLimits || kind === 'none') return
    const { isAllowed, limit, state } = await limits.consume(kind, request.maybeCaller?.keyId ?? request.ip)
    reply.header('x-ratelimit-limit', limit)
    reply.header('x-ratelimit-remaining', state.remainingPoints)
    reply.header('x-ratelimit-reset', Math.ceil((Date.now() + state.msBeforeNext) / 1000))
    if (isAllowed) return
    const retryAfter = Math.max(1, Math.ceil(state.msBeforeNext / 1000))
    throw new Fault('rate_limited', `more than ${limit} ${kind} requests in a minute: wait ${retryAfter} s`, {
      retryAfter,
    })
  }
}

import type { FastifyContextConfig, FastifyReply, FastifyRequest } from 'fastify'
import { LRUCache } from 'lru-cache'
import type { Logger } from 'pino'
import { type Count, type Counter, localCounter, sharedCounter } from '../db/counters.ts'
import type { Database } from '../db/database.ts'
import type { Deps } from '../deps.ts'
import { type LimitKind, limitOf } from '../domain/accounts/limits.ts'
import { Fault } from '../fault.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Which limit the route counts under; by its method when not said. */
    limit?: LimitKind | 'none'
  }
}

export interface Allowance {
  isAllowed: boolean
  limit: number
  remaining: number
  /** Milliseconds since 1970. */
  resetsAt: number
}

/**
 * Counts requests of a kind by key, or by address where there is no key.
 *
 * Writes and uploads are counted for all servers together. Reads are counted by each server for itself: a
 * shared count would cost every read a write. With N servers behind one address, reads are bounded by N
 * times the limit.
 */
export class RateLimits {
  readonly #counters: Record<LimitKind, Counter>
  /** Counts that were over the limit: until they reset, nobody needs to be asked about them. */
  readonly #full = new LRUCache<string, Count>({ max: 10_000 })

  constructor(database: Database, log: Logger) {
    this.#counters = {
      read: localCounter({ name: 'read', seconds: 60 }),
      write: sharedCounter(database, log, { name: 'write', seconds: 60 }),
      upload: sharedCounter(database, log, { name: 'upload', seconds: 60 }),
    }
  }

  async consume(kind: LimitKind, who: string, limit: number): Promise<Allowance> {
    const name = `${kind} ${who}`
    const full = this.#full.get(name)
    const isKnownFull = full !== undefined && full.resetsAt > Date.now() && full.count > limit
    const count = isKnownFull ? full : await this.#counters[kind].add(who)
    const isAllowed = count.count <= limit
    if (!isAllowed && !isKnownFull) this.#full.set(name, count)
    return { isAllowed, limit, remaining: Math.max(0, limit - count.count), resetsAt: count.resetsAt }
  }
}

const READS = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Tells every caller how much is left, and refuses what is too much. */
export function limitRate({ limits, config }: Deps) {
  async function limit(request: FastifyRequest, reply: FastifyReply, kind: LimitKind): Promise<void> {
    const { isAllowed, limit, remaining, resetsAt } = await limits.consume(
      kind,
      whoIs(request),
      limitOf(request.maybeCaller?.limits, kind),
    )
    reply.header('x-ratelimit-limit', limit)
    reply.header('x-ratelimit-remaining', remaining)
    reply.header('x-ratelimit-reset', Math.ceil(resetsAt / 1000))
    if (isAllowed) return
    const retryAfter = Math.max(1, Math.ceil((resetsAt - Date.now()) / 1000))
    throw new Fault('rate_limited', `more than ${limit} ${kind} requests in a minute: wait ${retryAfter} s`, {
      retryAfter,
    })
  }

  return (
    request: FastifyRequest,
    reply: FastifyReply,
    route: FastifyContextConfig,
  ): void | Promise<void> => {
    const kind = route.limit ?? (READS.has(request.method) ? 'read' : 'write')
    if (config.hasRateLimits && kind !== 'none') return limit(request, reply, kind)
  }
}

/** Whom a request is counted for: its key, its account when it is a browser's, or its address. */
function whoIs({ maybeCaller, ip }: FastifyRequest): string {
  if (!maybeCaller) return networkOf(ip)
  return maybeCaller.keyId === 'session' ? maybeCaller.account.id : maybeCaller.keyId
}

/**
 * The network an address belongs to: itself, or the first 64 bits of an IPv6 address, since whoever has one
 * of those has all of them.
 */
export function networkOf(ip: string): string {
  if (!ip.includes(':')) return ip
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)
  if (mapped) return mapped[1]!
  const [head = '', tail = ''] = ip.toLowerCase().split('::')
  const start = head.split(':').filter(Boolean)
  const end = tail.split(':').filter(Boolean)
  const gap = ip.includes('::') ? Array<string>(8 - start.length - end.length).fill('0') : []
  return `${[...start, ...gap, ...end].slice(0, 4).join(':')}::/64`
}

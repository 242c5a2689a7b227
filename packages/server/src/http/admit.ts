import type { FastifyReply, FastifyRequest, HookHandlerDoneFunction } from 'fastify'
import type { Deps } from '../deps.ts'
import { Fault } from '../fault.ts'
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
  const check = authenticate(deps, surface)
  const limit = limitRate(deps)
  return (request: FastifyRequest, reply: FastifyReply, done: HookHandlerDoneFunction): void => {
    const { config } = request.routeOptions
    const checkAll = () => {
      // No name holds one, and PostgreSQL cannot even compare a text with it.
      if (request.url.includes('%00'))
        throw new Fault('invalid_request', 'an address cannot contain NUL (%00)')
      surface.onRequest?.(request, deps)
      return check(request, config)
    }
    settle(checkAll, (refusal) => {
      settle(
        () => limit(request, reply, config),
        (tooMuch) => {
          const error = tooMuch ?? refusal
          if (error) done(error)
          else settle(() => surface.prepare?.(deps), done)
        },
      )
    })
  }
}

/**
 * Does `work`, then calls `next` with what it threw, if anything: at once when there is nothing to wait for.
 * Every request passes here, and promises for what is known already would take a tenth of its time.
 */
function settle(work: () => void | Promise<void>, next: (error?: Error) => void): void {
  let result: void | Promise<void>
  try {
    result = work()
  } catch (error) {
    next(error as Error)
    return
  }
  if (result) result.then(() => next(), next)
  else next()
}

import { Type } from 'typebox'
import type { Deps } from '../../deps.ts'
import { CallError } from '../../domain/graphs/function/call-error.ts'
import { Fault } from '../../fault.ts'
import { sendFault } from '../../http/send-fault.ts'
import type { App } from '../../http/surface.ts'
import { CALL_STATUS } from './call-envelope.ts'
import { isToken, TOKEN_HEADER } from './local-caller.ts'

/** `{detail: {code, message, details}}`: how apps and keys tell what is wrong. */
export const ManagedError = Type.Object({
  detail: Type.Object({ code: Type.String(), message: Type.String(), details: Type.Unknown() }),
})

/**
 * A scope whose errors carry a code, and whose reads too want a key, a sign-in, or this start's token: unlike the rest
 * of the studio, what it manages outlives the start.
 */
export function withManagement(app: App, deps: Deps, addRoutes: (scope: App) => void): void {
  app.register(async (scope) => {
    scope.setErrorHandler((error, _request, reply) => {
      if (error instanceof CallError) {
        const { code, message, details = null } = error
        return reply.code(CALL_STATUS[code]).send({ detail: { code, message, details } })
      }
      return sendFault(error, reply, ({ code, message, status, detail }) => {
        const { as, issues = null } = detail
        return { status, body: { detail: { code: as ?? code, message, details: issues } } }
      })
    })
    scope.addHook('onRequest', (request, _reply, done) => {
      const isBare = request.maybeCaller?.keyId === 'studio' && !isToken(request.headers[TOKEN_HEADER], deps)
      done(isBare ? new Fault('forbidden', 'Missing or invalid X-CodefyUI-Token header') : undefined)
    })
    addRoutes(scope as unknown as App)
  })
}

import { fastifyCookie } from '@fastify/cookie'
import type { FastifyRequest } from 'fastify'
import type { Deps } from '../../deps.ts'
import type { Caller } from '../../domain/accounts/caller.ts'
import { requireScope } from '../../domain/accounts/scopes.ts'
import { checkSession } from '../../domain/accounts/sessions.ts'
import { Fault } from '../../fault.ts'
import { SESSION_COOKIE } from '../../http/authenticate.ts'
import { administrator, isLocal, isToken, TOKEN_HEADER } from './local-caller.ts'

/**
 * Who a socket speaks for: asked before it is accepted, and again for as long as it is open.
 *
 * @throws Fault when nobody, or no longer anybody, who may run graphs
 */
export type FindCaller = () => Promise<Caller>

/**
 * The token of this start on the same machine, a key that may run graphs, or a signed-in browser: that a page of ours
 * opens it and no other was seen by its Origin, as with every request.
 */
export function whoOpens(deps: Deps, request: FastifyRequest): FindCaller {
  const { token } = request.query as { token?: unknown }
  const isOurs = isToken(token, deps) || isToken(request.headers[TOKEN_HEADER], deps)
  // It holds as long as this process does.
  if (isOurs && isLocal(request, deps)) return () => administrator(deps)

  const [, bearer] = /^bearer +(\S+) *$/i.exec(request.headers.authorization ?? '') ?? []
  const secret = bearer ?? request.headers['x-api-key'] ?? token
  const cookie = fastifyCookie.parse(request.headers.cookie ?? '')[SESSION_COOKIE]
  return async () => {
    if (typeof secret === 'string') {
      const caller = await deps.keyCheck.check(secret)
      requireScope(caller.scopes, 'graphs:run')
      return caller
    }
    if (cookie === undefined) throw new Fault('unauthorized', 'Missing or invalid token')
    return checkSession(deps.database.read, cookie, undefined)
  }
}

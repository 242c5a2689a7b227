import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Deps } from '../deps.ts'
import type { Caller } from '../domain/accounts/caller.ts'
import { requireScope, type Scope } from '../domain/accounts/scopes.ts'
import { checkSession } from '../domain/accounts/sessions.ts'
import { Fault } from '../fault.ts'

/** `Authorization: Bearer`, `X-API-Key`, and the session cookie of a signed-in browser. */
export type AuthWay = 'bearer' | 'apiKey' | 'session'

export const SESSION_COOKIE = 'nodeyard_session'

declare module 'fastify' {
  interface FastifyRequest {
    /** Who is asking. Routes with `config.auth` of `none` or `optional` use `request.maybeCaller`. */
    caller: Caller
    maybeCaller: Caller | undefined
  }
  interface FastifyContextConfig {
    /** `required` (the default), `optional`, or `none`. */
    auth?: 'required' | 'optional' | 'none'
    /** What the key must be allowed to do. */
    scope?: Scope
    /** Which limit the route counts under; by its method when not said. */
    limit?: 'read' | 'write' | 'upload' | 'none'
  }
}

const isWrite = (method: string) => method !== 'GET' && method !== 'HEAD' && method !== 'OPTIONS'

/** Finds out who is asking, by any of the ways the surface accepts, and what their key allows. */
export function authenticate({ keyCheck, database }: Deps, ways: readonly AuthWay[]) {
  const takesApiKey = ways.includes('apiKey')

  async function find(request: FastifyRequest): Promise<Caller | undefined> {
    const { authorization } = request.headers
    if (authorization !== undefined) {
      const [, secret] = /^bearer +(\S+) *$/i.exec(authorization) ?? []
      if (secret === undefined)
        throw new Fault('unauthorized', 'the Authorization header must be "Bearer <key>"')
      return keyCheck.check(secret)
    }
    const apiKey = request.headers['x-api-key']
    if (takesApiKey && typeof apiKey === 'string') return keyCheck.check(apiKey)
    const cookie = request.cookies[SESSION_COOKIE]
    if (cookie === undefined) return undefined
    const csrfToken = request.headers['x-csrf-token']
    return checkSession(
      database.read,
      cookie,
      isWrite(request.method)
        ? { csrfToken: typeof csrfToken === 'string' ? csrfToken : undefined }
        : undefined,
    )
  }

  return async (request: FastifyRequest, _reply: FastifyReply): Promise<void> => {
    const { auth = 'required', scope } = request.routeOptions.config
    if (auth === 'none' || request.is404) return
    const caller = await find(request)
    request.maybeCaller = caller
    if (!caller) {
      if (auth === 'optional') return
      throw new Fault('unauthorized', 'this needs an API key: send it as "Authorization: Bearer <key>"')
    }
    request.caller = caller
    if (scope !== undefined) requireScope(caller.scopes, scope)
  }
}

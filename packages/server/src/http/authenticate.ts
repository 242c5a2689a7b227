import type { FastifyContextConfig, FastifyRequest } from 'fastify'
import type { Deps } from '../deps.ts'
import type { Caller } from '../domain/accounts/caller.ts'
import { requireScope, type Scope } from '../domain/accounts/scopes.ts'
import { checkSession } from '../domain/accounts/sessions.ts'
import { Fault } from '../fault.ts'
import type { Surface } from './surface.ts'

/**
 * `Authorization: Bearer`, `X-API-Key`, and the session cookie of a signed-in browser. Requests signed with a
 * hotkey are the business of the surface that takes them.
 */
export type AuthWay = 'bearer' | 'apiKey' | 'session' | 'hotkey'

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
  }
}

/** How a request says who it is, and the secret text it says it with. */
export interface Credential {
  way: AuthWay
  secret: string
}

/**
 * What a request carries of the ways a surface accepts: a key before a cookie.
 *
 * @throws Fault `unauthorized` for an Authorization header that is not a bearer's
 */
export function findCredential(request: FastifyRequest, ways: readonly AuthWay[]): Credential | undefined {
  const { authorization } = request.headers
  if (authorization !== undefined) {
    const [, secret] = /^bearer +(\S+) *$/i.exec(authorization) ?? []
    if (secret === undefined) {
      throw new Fault('unauthorized', 'the Authorization header must be "Bearer <key>"')
    }
    return { way: 'bearer', secret }
  }
  const apiKey = request.headers['x-api-key']
  if (typeof apiKey === 'string' && ways.includes('apiKey')) return { way: 'apiKey', secret: apiKey }
  if (!ways.includes('session')) return undefined
  const cookie = request.cookies[SESSION_COOKIE]
  return cookie === undefined ? undefined : { way: 'session', secret: cookie }
}

const isWrite = (method: string) => method !== 'GET' && method !== 'HEAD' && method !== 'OPTIONS'

/**
 * Finds out who is asking, by any of the ways the surface accepts, and what their key allows: at once for a
 * hot key, with a promise for others.
 */
export function authenticate(
  deps: Deps,
  { auth: ways, callerWithout }: Pick<Surface, 'auth' | 'callerWithout'>,
) {
  const { keyCheck, database } = deps
  function find(request: FastifyRequest): Caller | undefined | Promise<Caller> {
    const credential = findCredential(request, ways)
    if (credential === undefined) return callerWithout?.(request, deps)
    const { way, secret } = credential
    if (way !== 'session') return keyCheck.check(secret)
    if (!isWrite(request.method)) return checkSession(database.read, secret, undefined)
    const token = request.headers['x-csrf-token']
    return checkSession(database.read, secret, { csrfToken: typeof token === 'string' ? token : undefined })
  }

  async function findForNothing(request: FastifyRequest): Promise<void> {
    // Known callers have their own counts even where there is nothing; who is unknown gets the same 404.
    request.maybeCaller = await (async () => find(request))().catch(() => undefined)
  }

  function admit(
    request: FastifyRequest,
    { auth = 'required', scope }: FastifyContextConfig,
    caller: Caller | undefined,
  ): void {
    request.maybeCaller = caller
    if (!caller) {
      if (auth === 'optional') return
      throw new Fault('unauthorized', 'this needs an API key: send it as "Authorization: Bearer <key>"')
    }
    request.caller = caller
    if (scope !== undefined) requireScope(caller.scopes, scope)
  }

  return (request: FastifyRequest, config: FastifyContextConfig = {}): void | Promise<void> => {
    if (config.auth === 'none') return
    if (request.is404) return findForNothing(request)
    const caller = find(request)
    if (caller instanceof Promise) return caller.then((found) => admit(request, config, found))
    admit(request, config, caller)
  }
}

import { Type } from 'typebox'
import {
  changeSessionMode,
  closeSession,
  csrfTokenOf,
  findSession,
  openSession,
} from '../../../domain/accounts/sessions.ts'
import { Fault } from '../../../fault.ts'
import { SESSION_COOKIE } from '../../../http/authenticate.ts'
import { networkOf } from '../../../http/rate-limits.ts'
import type { Routes } from '../../../http/surface.ts'
import { iso } from '../iso.ts'
import { Mode, NoContent, Time } from '../schemas.ts'

const Session = Type.Object({
  csrf_token: Type.String({ description: 'Send it as `X-CSRF-Token` with every write of this session.' }),
  mode: Type.Enum(['test', 'live'], {
    description: 'Which money the browser sees and moves. A session begins in test mode.',
  }),
  expires_at: Time,
})

const Credentials = Type.Object({
  email: Type.String({ maxLength: 254 }),
  password: Type.String({ maxLength: 200 }),
})

const sessions: Routes = (app, { database, attempts, config }) => {
  const cookie = {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: config.publicUrl?.startsWith('https:') ?? false,
  } as const

  app.post(
    '/sessions',
    {
      config: { auth: 'none' },
      schema: {
        operationId: 'createSession',
        summary: 'Sign in with a browser',
        description:
          'Sets an HttpOnly cookie that stands for an unrestricted key on every surface. After too many ' +
          'failures for an address or an email address, 429 with `Retry-After`. `Idempotency-Key` is ignored.',
        body: Credentials,
        response: { 201: Session },
      },
    },
    async ({ body, ip }, reply) => {
      const session = await openSession(database, attempts, { ...body, address: networkOf(ip) })
      reply.setCookie(SESSION_COOKIE, session.token, { ...cookie, expires: new Date(session.expiresAt) })
      reply.header('cache-control', 'no-store')
      return reply
        .code(201)
        .send({ csrf_token: session.csrfToken, mode: 'test', expires_at: iso(session.expiresAt) })
    },
  )

  app.get(
    '/sessions',
    {
      schema: {
        operationId: 'getSession',
        summary: 'The token of the session that asks, for a page that was loaded anew',
        description: 'Every page of one browser gets the same token. 404 when a key asks.',
        response: { 200: Session },
      },
    },
    async ({ caller, cookies }, reply) => {
      const token = caller.keyId === 'session' ? cookies[SESSION_COOKIE] : undefined
      const session = token === undefined ? undefined : await findSession(database.read, token)
      if (token === undefined || !session) throw new Fault('not_found', 'this is not a session')
      reply.header('cache-control', 'no-store')
      return { csrf_token: csrfTokenOf(token), mode: session.mode, expires_at: iso(session.expiresAt) }
    },
  )

  app.patch(
    '/sessions',
    {
      schema: {
        operationId: 'updateSession',
        summary: 'Switch the browser that asks between test mode and live mode',
        description:
          'From its next request on, the session stands for an unrestricted key of that mode. 404 when a key ' +
          'asks: the mode of a key never changes.',
        body: Type.Object({ mode: Mode }, { additionalProperties: false }),
        response: { 200: Session },
      },
    },
    async ({ caller, cookies, body }, reply) => {
      const token = caller.keyId === 'session' ? cookies[SESSION_COOKIE] : undefined
      if (token === undefined) throw new Fault('not_found', 'this is not a session')
      const session = await changeSessionMode(database, token, body.mode)
      reply.header('cache-control', 'no-store')
      return { csrf_token: csrfTokenOf(token), mode: session.mode, expires_at: iso(session.expiresAt) }
    },
  )

  app.delete(
    '/sessions',
    {
      schema: {
        operationId: 'deleteSession',
        summary: 'Sign out',
        description: 'Ends the session that asks. By a key it does nothing.',
        response: { 204: NoContent },
      },
    },
    async ({ caller, cookies }, reply) => {
      const token = cookies[SESSION_COOKIE]
      if (caller.keyId === 'session' && token !== undefined) await closeSession(database, token)
      return reply.clearCookie(SESSION_COOKIE, cookie).code(204).send(null)
    },
  )
}
export default sessions

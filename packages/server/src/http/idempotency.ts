import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest, HookHandlerDoneFunction, RouteOptions } from 'fastify'
import { Type } from 'typebox'
import type { KeyMode } from '../db/tables.ts'
import type { Deps } from '../deps.ts'
import { Fault } from '../fault.ts'
import { type AuthWay, findCredential } from './authenticate.ts'
import {
  type Claim,
  claimKey,
  freeKey,
  holdOn,
  type KeptAnswer,
  keepAnswer,
  LEASE_MS,
} from './kept-answers.ts'
import { RequestJournal, withJournal } from './request-journal.ts'
import { seal, unseal } from './seal.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Held while a request with an `Idempotency-Key` is being answered. */
    idempotency: { claim: Claim; journal: RequestJournal; timer: NodeJS.Timeout } | undefined
  }
  interface FastifyContextConfig {
    /**
     * False where a body is a stream, or where doing it twice is harmless: the header is then ignored. Left out, the
     * surface decides.
     */
    idempotent?: boolean
    /** The answer holds a secret: what is kept of it is encrypted with the credential of the request. */
    answersSecret?: boolean
  }
}

const HeaderSchema = Type.Optional(
  Type.String({
    minLength: 1,
    maxLength: 255,
    description:
      'A text of your own for this one request. A retry with the same text and body within 24 hours gets ' +
      'the first answer again, with `Idempotent-Replayed: true`, and nothing is done twice.',
  }),
)

/** What of an answer's headers belongs to the answer rather than to the one request. */
const KEPT_HEADERS = ['content-type', 'location', 'etag']

/**
 * Gives every POST and PATCH of a surface the `Idempotency-Key` header, or those that say `idempotent: true`: an
 * `onRoute` hook.
 *
 * Routes that say `idempotent: false`, and routes that take no key (there is no account to keep the answer
 * for), are left alone; a request without the header pays for one look at its headers.
 */
export function addIdempotency(deps: Deps, ways: readonly AuthWay[], byDefault: boolean) {
  const { before, after } = idempotencyHooks(deps, ways)
  return (route: RouteOptions): void => {
    const { idempotent = byDefault, auth = 'required' } = route.config ?? {}
    const hasMethod = [route.method].flat().some((method) => method === 'POST' || method === 'PATCH')
    if (!idempotent || auth === 'none' || !hasMethod) return
    const headers = route.schema?.headers as ReturnType<typeof Type.Object> | undefined
    route.schema = {
      ...route.schema,
      headers: Type.Object({ ...headers?.properties, 'idempotency-key': HeaderSchema }),
    }
    route.preHandler = [route.preHandler ?? []].flat().concat(before)
    route.onSend = [route.onSend ?? []].flat().concat(after as never)
  }
}

function idempotencyHooks({ database, log }: Deps, ways: readonly AuthWay[]) {
  /** With a callback: what the handler does has to happen inside `withJournal`. */
  function before(request: FastifyRequest, reply: FastifyReply, done: HookHandlerDoneFunction): void {
    const key = request.headers['idempotency-key']
    const caller = request.maybeCaller
    if (typeof key !== 'string' || caller === undefined || isStream(request.body)) {
      done()
      return
    }
    claimKey(database, caller.account.id, key, fingerprint(request, caller.mode)).then(
      (taken) => {
        if ('claim' in taken) withJournal(begin(request, taken), done)
        else answerAgain(taken, request, reply, done)
      },
      (error: Error) => done(error),
    )
  }

  function answerAgain(
    kept: KeptAnswer,
    request: FastifyRequest,
    reply: FastifyReply,
    done: HookHandlerDoneFunction,
  ): void {
    try {
      replay(kept, request, reply)
    } catch (error) {
      done(error as Error)
    }
  }

  function begin(request: FastifyRequest, taken: Claim): RequestJournal {
    const timer = setInterval(() => {
      holdOn(database, taken).catch((error: unknown) => log.warn({ err: error }, 'a key was not held on to'))
    }, LEASE_MS / 3).unref()
    const journal = new RequestJournal(taken, credentialOf(request), log)
    request.idempotency = { claim: taken, journal, timer }
    return journal
  }

  function replay(kept: KeptAnswer, request: FastifyRequest, reply: FastifyReply) {
    const body = kept.isSealed ? unseal(credentialOf(request), kept.body) : kept.body
    if (body === undefined) {
      throw new Fault(
        'idempotency_mismatch',
        'the answer to this Idempotency-Key holds a secret: only the key that asked first can see it again',
        { field: 'Idempotency-Key' },
      )
    }
    return reply.code(kept.status).headers(kept.headers).header('idempotent-replayed', 'true').send(body)
  }

  const credentialOf = (request: FastifyRequest) => findCredential(request, ways)?.secret ?? ''

  async function after(request: FastifyRequest, reply: FastifyReply, payload: unknown) {
    if (!request.idempotency) return payload
    const { claim, journal, timer } = request.idempotency
    clearInterval(timer)
    journal.isOver = true
    request.idempotency = undefined
    const { statusCode: status } = reply
    // A failure of ours and "later" are no answers; a stream cannot be kept.
    const isAnswer = status < 500 && status !== 429 && !isStream(payload) && !journal.isForeign
    try {
      if (!isAnswer) await freeKey(database, claim, journal.hasEffects)
      else {
        const text = payload === null || payload === undefined ? '' : String(payload)
        const isSealed = request.routeOptions.config.answersSecret === true && status < 300
        await keepAnswer(database, claim, {
          status,
          headers: keptHeaders(reply),
          body: isSealed ? seal(credentialOf(request), text) : text,
          isSealed,
        })
      }
    } catch (error) {
      // The work is done: saying so matters more than a retry that must wait for the lease to end.
      log.error({ err: error }, 'an answer was not kept for its retries')
    }
    return payload
  }

  return { before, after }
}

const isStream = (body: unknown): boolean =>
  typeof (body as { pipe?: unknown } | null | undefined)?.pipe === 'function' ||
  body instanceof ReadableStream ||
  body instanceof Response

function keptHeaders(reply: FastifyReply): Record<string, string> {
  return Object.fromEntries(
    KEPT_HEADERS.flatMap((name) => {
      const value = reply.getHeader(name)
      return value === undefined ? [] : [[name, String(value)]]
    }),
  )
}

/** What makes two requests the same: method, path with query, body, and whose money they are about. */
function fingerprint({ method, url, body }: FastifyRequest, mode: KeyMode): string {
  const hash = createHash('sha256').update(`${mode} ${method} ${url}\n`)
  if (Buffer.isBuffer(body)) hash.update(body)
  else if (body !== undefined) hash.update(JSON.stringify(body))
  return hash.digest('hex')
}

import { fastifyCookie } from '@fastify/cookie'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { WebSocket } from 'ws'
import type { Deps } from '../../deps.ts'
import type { Caller } from '../../domain/accounts/caller.ts'
import { requireScope } from '../../domain/accounts/scopes.ts'
import { checkSession } from '../../domain/accounts/sessions.ts'
import { Fault } from '../../fault.ts'
import { SESSION_COOKIE } from '../../http/authenticate.ts'
import { toFault } from '../../http/to-fault.ts'
import { administrator, isLocal, isToken, TOKEN_HEADER } from './local-caller.ts'
import { type Frame, readExecute } from './read-execute.ts'

const MOST_UNREAD_BYTES = 64 * 1024 * 1024

/** Who opened a socket, found before it is accepted. */
const callers = new WeakMap<FastifyRequest, Caller>()

/**
 * `/ws/execution`: starts runs and tells of them, in JSON text frames. A run belongs to the server: closing the socket
 * leaves it running, and `attach` finds it again, from any of its events on.
 */
export function addExecutionSocket(app: FastifyInstance, deps: Deps): void {
  app.get(
    '/ws/execution',
    {
      websocket: true,
      schema: { hide: true },
      preValidation: (request, reply) => admit(deps, request, reply),
    },
    (socket, request) => new Conversation(deps, socket, callers.get(request)!).begin(),
  )
}

/**
 * The token of this start on the same machine, a key that may run graphs, or a signed-in browser: that a page of ours
 * opens it and no other was seen by its Origin, as with every request.
 */
async function admit(deps: Deps, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const { token } = request.query as { token?: unknown }
  const [, bearer] = /^bearer +(\S+) *$/i.exec(request.headers.authorization ?? '') ?? []
  try {
    const secret = bearer ?? request.headers['x-api-key'] ?? (typeof token === 'string' ? token : undefined)
    const isOurs = isToken(token, deps) || isToken(request.headers[TOKEN_HEADER], deps)
    if (isOurs && isLocal(request, deps)) callers.set(request, await administrator(deps))
    else if (typeof secret === 'string') {
      const caller = await deps.keyCheck.check(secret)
      requireScope(caller.scopes, 'graphs:run')
      callers.set(request, caller)
    } else {
      const cookie = fastifyCookie.parse(request.headers.cookie ?? '')[SESSION_COOKIE]
      if (cookie) callers.set(request, await checkSession(deps.database.read, cookie, undefined))
    }
  } catch {
    // Which key is wrong, and how, is nobody's business here.
  }
  if (callers.has(request)) await deps.studio.open()
  else await reply.code(403).send({ detail: 'Missing or invalid token' })
}

/** One socket: what it asked for, and the one run that it follows. */
class Conversation {
  readonly #deps: Deps
  readonly #socket: WebSocket
  readonly #caller: Caller
  #following: { runId: string; detach(): void } | undefined
  #turn: Promise<void> = Promise.resolve()

  constructor(deps: Deps, socket: WebSocket, caller: Caller) {
    this.#deps = deps
    this.#socket = socket
    this.#caller = caller
  }

  begin(): void {
    this.#socket.on('error', () => {})
    this.#socket.on('close', () => this.#unfollow())
    this.#socket.on('message', (data, isBinary) => {
      // One after the other, so that a stop finds the run that was asked for before it.
      this.#turn = this.#turn.then(() => this.#hear(data, isBinary))
    })
  }

  async #hear(data: unknown, isBinary: boolean): Promise<void> {
    const frame = isBinary ? undefined : parse(String(data))
    if (!frame) return this.#say({ type: 'error', error: 'A frame is a JSON object' })
    const action = String(frame.action)
    const act = ACTIONS[action]
    if (!act) return this.#say({ type: 'error', error: `Unknown action: ${action}` })
    try {
      await act.call(this, frame)
    } catch (error) {
      const fault = toFault(error)
      if (fault.code === 'internal')
        this.#deps.log.error({ err: error, action }, 'unexpected error on a socket')
      const type = action === 'execute' ? 'execution_error' : 'error'
      this.#say({ type, error: fault.message, ...(action === 'execute' && { rejected: true }) })
    }
  }

  /** A new run; the one that this socket followed before is stopped, as a client expects that has but one. */
  async execute(frame: Frame): Promise<void> {
    const { runs } = this.#deps.studio
    const request = readExecute(frame)
    const before = this.#following?.runId
    this.#unfollow()
    if (before !== undefined) runs.cancel(this.#caller.account.id, before)
    const run = await runs.start(this.#caller, request)
    this.#follow(
      run.id,
      run.listen(0, (event) => this.#say(event)),
    )
  }

  async attach({ run_id, cursor }: Frame): Promise<void> {
    this.#unfollow()
    const id = String(run_id)
    const from = cursor ?? 0
    if (typeof from !== 'number' || !Number.isSafeInteger(from)) {
      throw new Fault('validation_failed', 'cursor: must be a whole number, that of the last event you have')
    }
    const { runs } = this.#deps.studio
    const { status } = await runs.get(this.#caller.account.id, id)
    this.#say({ type: 'attached', run_id: id, cursor: from, status })
    const { detach } = await runs.attach(this.#caller.account.id, id, from, (event) => this.#say(event))
    this.#follow(id, detach)
  }

  detach(): void {
    const runId = this.#following?.runId
    this.#unfollow()
    this.#say({ type: 'detached', run_id: runId ?? null })
  }

  cancel({ run_id }: Frame): void {
    const id = typeof run_id === 'string' ? run_id : this.#following?.runId
    const cancelled = id !== undefined && this.#deps.studio.runs.cancel(this.#caller.account.id, id)
    this.#say({ type: 'cancel_ack', run_id: id ?? null, cancelled })
  }

  /** Ends with one `execution_stopped`, the run's own when there is one. */
  stop(): void {
    const id = this.#following?.runId
    const isStopping = id !== undefined && this.#deps.studio.runs.cancel(this.#caller.account.id, id)
    if (!isStopping) this.#say({ type: 'execution_stopped', reason: 'not_running' })
  }

  clearCache(): void {
    this.#deps.studio.runs.clearCache(this.#caller.account.id)
    this.#say({ type: 'cache_cleared' })
  }

  #follow(runId: string, detach: () => void): void {
    // It may have been closed while the run was being accepted.
    if (this.#socket.readyState === this.#socket.OPEN) this.#following = { runId, detach }
    else detach()
  }

  #unfollow(): void {
    this.#following?.detach()
    this.#following = undefined
  }

  /** One that does not read what it is sent is let go: it may come back and go on from the last event it has. */
  #say(frame: object): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return
    if (this.#socket.bufferedAmount > MOST_UNREAD_BYTES) this.#socket.terminate()
    else this.#socket.send(JSON.stringify(frame))
  }
}

const ACTIONS: Record<string, (this: Conversation, frame: Frame) => void | Promise<void>> = {
  execute: Conversation.prototype.execute,
  attach: Conversation.prototype.attach,
  detach: Conversation.prototype.detach,
  cancel: Conversation.prototype.cancel,
  stop: Conversation.prototype.stop,
  clear_cache: Conversation.prototype.clearCache,
}
Object.setPrototypeOf(ACTIONS, null)

function parse(text: string): Frame | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Frame) : undefined
  } catch {
    return undefined
  }
}

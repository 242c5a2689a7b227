import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { WebSocket } from 'ws'
import type { Deps } from '../../deps.ts'
import type { Caller } from '../../domain/accounts/caller.ts'
import { Fault } from '../../fault.ts'
import { toFault } from '../../http/to-fault.ts'
import { type FindCaller, whoOpens } from './admit-socket.ts'
import { type Frame, readExecute } from './read-execute.ts'

const MOST_UNREAD_BYTES = 64 * 1024 * 1024

/** How often it is asked, of a socket that is open, whether its key or session still holds. */
const RECHECK_MS = 2000
/** What a socket is closed with whose key or session no longer holds. */
const UNAUTHORIZED = 4401

/** Who opened a socket, found before it is accepted. */
const openers = new WeakMap<FastifyRequest, FindCaller>()

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
    (socket, request) => new Conversation(deps, socket, openers.get(request)!).begin(),
  )
}

async function admit(deps: Deps, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const findCaller = whoOpens(deps, request)
  try {
    await findCaller()
  } catch {
    // Which key is wrong, and how, is nobody's business here.
    return reply.code(403).send({ detail: 'Missing or invalid token' })
  }
  openers.set(request, findCaller)
  await deps.studio.open()
}

/** One socket: what it asked for, and the one run that it follows. */
class Conversation {
  readonly #deps: Deps
  readonly #socket: WebSocket
  readonly #findCaller: FindCaller
  #following: { runId: string; detach(): void } | undefined
  #turn: Promise<void> = Promise.resolve()

  constructor(deps: Deps, socket: WebSocket, findCaller: FindCaller) {
    this.#deps = deps
    this.#socket = socket
    this.#findCaller = findCaller
  }

  begin(): void {
    // One that only listens is asked too; where that cannot be found out now, it is the next time.
    const recheck = setInterval(() => void this.#admit().catch(() => {}), RECHECK_MS).unref()
    this.#socket.on('error', () => {})
    this.#socket.on('close', () => {
      clearInterval(recheck)
      this.#unfollow()
    })
    this.#socket.on('message', (data, isBinary) => {
      // One after the other, so that a stop finds the run that was asked for before it; the rest waits with the client.
      this.#socket.pause()
      this.#turn = this.#turn.then(() => this.#hear(data, isBinary)).then(() => this.#socket.resume())
    })
  }

  async #hear(data: unknown, isBinary: boolean): Promise<void> {
    const frame = isBinary ? undefined : parse(String(data))
    if (!frame) return this.#say({ type: 'error', error: 'A frame is a JSON object' })
    const { action } = frame
    const act = typeof action === 'string' ? ACTIONS[action] : undefined
    if (!act) return this.#say({ type: 'error', error: `Unknown action: ${nameOf(action)}` })
    try {
      const caller = await this.#admit()
      if (caller) await act.call(this, frame, caller)
    } catch (error) {
      const fault = toFault(error)
      if (fault.code === 'internal')
        this.#deps.log.error({ err: error, action }, 'unexpected error on a socket')
      const type = action === 'execute' ? 'execution_error' : 'error'
      this.#say({ type, error: fault.message, ...(action === 'execute' && { rejected: true }) })
    }
  }

  /** The caller, as long as its key or session holds; when it no longer does, the socket is closed. */
  async #admit(): Promise<Caller | undefined> {
    try {
      return await this.#findCaller()
    } catch (error) {
      if (!(error instanceof Fault && (error.status === 401 || error.status === 403))) throw error
      this.#unfollow()
      this.#socket.close(UNAUTHORIZED, 'the key or the session has ended')
      return undefined
    }
  }

  /** A new run; the one that this socket followed before is stopped, as a client expects that has but one. */
  async execute(frame: Frame, caller: Caller): Promise<void> {
    const { runs } = this.#deps.studio
    const request = readExecute(frame)
    const before = this.#following?.runId
    this.#unfollow()
    if (before !== undefined) runs.cancel(caller.account.id, before)
    const run = await runs.start(caller, request)
    this.#follow(
      run.id,
      run.listen(0, (event) => this.#say(event)),
    )
  }

  async attach({ run_id, cursor }: Frame, { account }: Caller): Promise<void> {
    this.#unfollow()
    if (typeof run_id !== 'string') throw new Fault('validation_failed', 'run_id: must be that of a run')
    const from = cursor ?? 0
    if (typeof from !== 'number' || !Number.isSafeInteger(from)) {
      throw new Fault('validation_failed', 'cursor: must be a whole number, that of the last event you have')
    }
    const { runs } = this.#deps.studio
    const { status } = await runs.get(account.id, run_id)
    this.#say({ type: 'attached', run_id, cursor: from, status })
    const { detach } = await runs.attach(account.id, run_id, from, (event) => this.#say(event))
    this.#follow(run_id, detach)
  }

  detach(): void {
    const runId = this.#following?.runId
    this.#unfollow()
    this.#say({ type: 'detached', run_id: runId ?? null })
  }

  async cancel({ run_id }: Frame, { account }: Caller): Promise<void> {
    const { runs } = this.#deps.studio
    const id = typeof run_id === 'string' ? run_id : this.#following?.runId
    const cancelled = id !== undefined && runs.cancel(account.id, id)
    const status = id === undefined ? undefined : await runs.findStatus(account.id, id)
    this.#say({ type: 'cancel_ack', run_id: id ?? null, status: status ?? null, cancelled })
  }

  /** Ends with one `execution_stopped`, the run's own when there is one: also where it is asked for twice. */
  stop(_: Frame, { account }: Caller): void {
    const { runs } = this.#deps.studio
    const id = this.#following?.runId
    if (id !== undefined) runs.cancel(account.id, id)
    const isStopping = id !== undefined && runs.find(account.id, id)?.isTold === false
    if (!isStopping) this.#say({ type: 'execution_stopped', reason: 'not_running' })
  }

  clearCache(_: Frame, { account }: Caller): void {
    this.#deps.studio.runs.clearCache(account.id)
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

const ACTIONS: Record<string, (this: Conversation, frame: Frame, caller: Caller) => void | Promise<void>> = {
  execute: Conversation.prototype.execute,
  attach: Conversation.prototype.attach,
  detach: Conversation.prototype.detach,
  cancel: Conversation.prototype.cancel,
  stop: Conversation.prototype.stop,
  clear_cache: Conversation.prototype.clearCache,
}
Object.setPrototypeOf(ACTIONS, null)

/** What a frame asked for, as far as that can be told in a line. */
const nameOf = (action: unknown): string =>
  String(typeof action === 'string' ? action : JSON.stringify(action)).slice(0, 200)

function parse(text: string): Frame | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Frame) : undefined
  } catch {
    return undefined
  }
}

import {
  answerMessage,
  hashOf,
  nonceNow,
  type Opening,
  type Place,
  type ProofSpec,
  PURPOSES,
  signAgentRequest,
} from '@nodeyard/tensor/proof'
import type { Dispatcher } from 'undici'
import type { Machines } from './machines.ts'
import { type Agent, AgentFailure } from './verify.ts'

const PING_MS = 5000
const INFO_MS = 12_000
const SMALL_BYTES = 64 * 1024

export interface AgentPlace {
  host: string
  port: number
  /** The hotkey its machine belongs to. */
  hotkey: string
  /** The key its agent answered with before; null when it never did. */
  agentKey: string | null
}

/** Whether somebody answers where a machine is said to be. */
export async function ping(
  { agents }: Machines,
  { host, port }: Pick<AgentPlace, 'host' | 'port'>,
  signal: AbortSignal,
): Promise<boolean> {
  try {
    const { statusCode, body } = await agents.request({
      origin: `http://${host}:${port}`,
      path: '/ping',
      method: 'GET',
      signal: AbortSignal.any([signal, AbortSignal.timeout(PING_MS)]),
    })
    return statusCode === 200 && (await readAll(body, 100)).toString().trim() === 'pong'
  } catch {
    return false
  }
}

/**
 * A machine's agent over HTTP. What it is asked is signed by this server, and what it answers by the agent's
 * own key, which must be the same from the first answer on.
 */
export class HttpAgent implements Agent {
  readonly #machines: Machines
  readonly #place: AgentPlace
  readonly #signal: AbortSignal
  readonly #proveMs: number
  /** The key that answers. */
  agentKey: string | null

  /** @param proveMs how long a proof may take before nobody waits any longer */
  constructor(machines: Machines, place: AgentPlace, options: { signal: AbortSignal; proveMs: number }) {
    this.#machines = machines
    this.#place = place
    this.#signal = options.signal
    this.#proveMs = options.proveMs
    this.agentKey = place.agentKey
  }

  async challenge(challenge: string): Promise<string> {
    const bytes = await this.#ask('GET', `/info?challenge=${challenge}`, {
      timeoutMs: INFO_MS,
      mostBytes: 1000,
    })
    return bytes.toString()
  }

  async commit(specs: readonly ProofSpec[]): Promise<string[]> {
    const { roots } = await this.#prove({ step: 'commit', specs }, SMALL_BYTES)
    if (!isListOf(roots, specs.length)) throw notAnAgent()
    return roots.map(String)
  }

  async open(places: readonly (readonly Place[])[]): Promise<Opening[][]> {
    const count = places.reduce((sum, each) => sum + each.length, 0)
    // 2048 bytes and 40 hashes are the most that a row can be, in base64.
    const { openings } = await this.#prove({ step: 'open', places }, SMALL_BYTES + count * 5000)
    if (!isListOf(openings, places.length) || !openings.every(areOpenings)) throw notAnAgent()
    return openings as Opening[][]
  }

  async #prove(content: object, mostBytes: number): Promise<Record<string, unknown>> {
    const body = JSON.stringify(content)
    const bytes = await this.#ask('POST', '/prove', { body, timeoutMs: this.#proveMs, mostBytes })
    try {
      return JSON.parse(bytes.toString()) ?? {}
    } catch {
      throw notAnAgent()
    }
  }

  async #ask(
    method: 'GET' | 'POST',
    path: string,
    { body, timeoutMs, mostBytes }: { body?: string; timeoutMs: number; mostBytes: number },
  ): Promise<Buffer> {
    const { host, port, hotkey } = this.#place
    const nonce = nonceNow()
    const what = body === undefined ? PURPOSES.agent : hashOf(body)
    let response: Dispatcher.ResponseData
    let bytes: Buffer
    try {
      response = await this.#machines.agents.request({
        origin: `http://${host}:${port}`,
        path,
        method,
        signal: AbortSignal.any([this.#signal, AbortSignal.timeout(timeoutMs)]),
        headersTimeout: timeoutMs,
        bodyTimeout: timeoutMs,
        headers: {
          ...signAgentRequest(this.#machines.keys.validator, hotkey, what, nonce),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body }),
      })
      bytes = await readAll(response.body, mostBytes)
    } catch (error) {
      if (error instanceof AgentFailure) throw error
      const isLate =
        (error as Error).name === 'TimeoutError' || (error as Error).name === 'HeadersTimeoutError'
      const why = isLate ? `no answer within ${timeoutMs / 1000} s` : describe(error)
      throw new AgentFailure(isLate ? 'timeout' : 'unreachable', `${host}:${port}${pathOnly(path)}: ${why}`, {
        isPassing: true,
      })
    }
    if (response.statusCode !== 200) {
      const said = bytes.toString().slice(0, 200)
      throw new AgentFailure(
        'agent_refused',
        `${host}:${port}${pathOnly(path)} answered ${response.statusCode}: ${said}`,
        { isPassing: response.statusCode === 503 },
      )
    }
    await this.#checkAnswer(response.headers, nonce, bytes)
    return bytes
  }

  async #checkAnswer(
    headers: Dispatcher.ResponseData['headers'],
    nonce: string,
    bytes: Buffer,
  ): Promise<void> {
    const key = headers['x-nodeyard-agent']
    const signature = headers['x-nodeyard-signature']
    if (typeof key !== 'string' || typeof signature !== 'string') throw notAnAgent()
    if (this.agentKey !== null && key !== this.agentKey) {
      throw new AgentFailure('agent_changed', 'another agent answers than before: add the machine again')
    }
    const message = answerMessage(key, nonce, bytes)
    if (!(await this.#machines.signatures.isSigned(key, message, signature))) throw notAnAgent()
    this.agentKey = key
  }
}

const notAnAgent = () => new AgentFailure('not_an_agent', 'what answers there is no agent of a machine')

const pathOnly = (path: string) => path.split('?', 1)[0]

const describe = (error: unknown) => {
  const { code, message } = error as { code?: string; message?: string }
  return (code ?? message ?? 'no connection').slice(0, 200)
}

const isListOf = (value: unknown, length: number): value is unknown[] =>
  Array.isArray(value) && value.length === length

const areOpenings = (value: unknown) =>
  Array.isArray(value) && value.every((one) => typeof one?.data === 'string' && typeof one?.path === 'string')

/** Reads a body to its end, which must come in time. */
async function readAll(body: AsyncIterable<Uint8Array>, mostBytes: number): Promise<Buffer> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of body) {
    length += part.length
    if (length > mostBytes) throw new AgentFailure('not_an_agent', 'the answer is too long for an agent')
    parts.push(part)
  }
  return Buffer.concat(parts)
}

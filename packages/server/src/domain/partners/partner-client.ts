import type { Dispatcher } from 'undici'
import type { Network } from '../../addresses.ts'
import { nameResolver, PublicAgent, RefusedAddress } from '../events/public-agent.ts'

/** How long a partner may take. Milliseconds. */
const PATIENCE = 5000
/** How much of an answer is read: the ids of some ten thousand models. */
const MOST_BYTES = 4 * 1024 * 1024

/** How a grid node says that it is one, and no client. */
export const PARTNER_AGENT = 'Nodeyard-Grid/1'

export interface PartnerRequest {
  method: 'GET' | 'POST' | 'DELETE'
  /** From the partner's address on, beginning with a slash. */
  path: string
  body?: unknown
  headers?: Record<string, string>
  /** What may still be read of all answers together, in bytes; each takes from it what it is long. */
  allowance?: { bytes: number }
}

export interface PartnerAnswer {
  status: number
  /** Undefined where the answer was no JSON. */
  body: unknown
}

/** A partner that did not answer; the message says why in words fit for a log and a header. */
export class PartnerUnreachable extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'PartnerUnreachable'
  }
}

/**
 * Asks other grid nodes. Their addresses come from strangers: it connects to the public internet only (and to
 * what the server's settings name beside it), follows no redirect, waits a bounded time and reads a bounded answer.
 */
export class PartnerClient {
  readonly #agent: PublicAgent

  constructor(targets: { allowLoopback: boolean; networks: readonly Network[] }) {
    this.#agent = new PublicAgent({ ...targets, resolve: nameResolver() })
  }

  /** @throws PartnerUnreachable */
  async ask(
    address: string,
    { method, path, body, headers = {}, allowance }: PartnerRequest,
  ): Promise<PartnerAnswer> {
    try {
      const { origin, pathname } = new URL(address)
      const answer = await this.#agent.request({
        origin,
        path: pathname.replace(/\/+$/, '') + path,
        method,
        headers: {
          'user-agent': PARTNER_AGENT,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(PATIENCE),
        headersTimeout: PATIENCE,
        bodyTimeout: PATIENCE,
      })
      return { status: answer.statusCode, body: parse(await readAll(answer.body, allowance)) }
    } catch (error) {
      throw error instanceof PartnerUnreachable ? error : new PartnerUnreachable(reasonOf(error))
    }
  }

  async close(): Promise<void> {
    await this.#agent.destroy()
  }
}

async function readAll(
  body: Dispatcher.ResponseData['body'],
  allowance = { bytes: Number.POSITIVE_INFINITY },
): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of body) {
    chunks.push(chunk)
    size += chunk.length
    allowance.bytes -= chunk.length
    if (size > MOST_BYTES || allowance.bytes < 0) throw new PartnerUnreachable('its answer is too long')
  }
  return Buffer.concat(chunks)
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    return undefined
  }
}

/** Words for what our side saw, and never an address inside our network. */
function reasonOf(error: unknown): string {
  if (error instanceof RefusedAddress) return error.message
  const { code, name } = error as { code?: string; name?: string }
  if (name === 'TimeoutError' || /TIMEOUT/.test(code ?? '')) return `no answer within ${PATIENCE / 1000} s`
  if (code === 'ECONNREFUSED') return 'the connection was refused'
  if (code === 'ENOTFOUND' || code === 'ENODATA' || code === 'ESERVFAIL') return 'the name was not found'
  if (code === 'ECONNRESET' || code === 'UND_ERR_SOCKET') return 'the connection broke off'
  return `the request failed${code ? ` (${code})` : ''}`
}

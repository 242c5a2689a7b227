import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  answerChallenge,
  answerMessage,
  CHALLENGE_PATTERN,
  checkSpec,
  type DeviceInfo,
  type Hotkey,
  type Place,
  type ProofSpec,
  Prover,
  type ProverOptions,
  signText,
} from '@nodeyard/tensor/proof'
import { AgentAuth, type AgentTrust } from './agent-auth.ts'

export interface AgentOptions extends Omit<AgentTrust, 'agent'> {
  /** The agent's own key, with which it signs its answers. */
  key: Hotkey
  devices: readonly DeviceInfo[]
  /** Address and port to listen on; every address, and 8000, when not said. */
  host?: string
  port?: number
  /** The server whose tokens it fetches; none when not said. */
  serverUrl?: string | undefined
  prover?: ProverOptions
  /** Told of every request that was admitted, and of those that failed. */
  onEvent?: (what: string) => void
}

/** An agent that listens. */
export interface RunningAgent {
  port: number
  close(): Promise<void>
}

const MOST_BYTES = 1024 * 1024
/** How long a proof is kept for the question that follows. */
const KEEP_MS = 120_000
const TOKEN_MS = 10_000
const TOKEN_CHARACTERS = 1000

/** Why a request is refused. */
class Refusal extends Error {
  readonly status: number
  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

const goAway = () => new Refusal(401, 'go away')

/**
 * Serves the agent of a machine: it answers the server's questions about this computer's devices and proves
 * what they can do. Only the named servers are answered, and every answer is signed.
 */
export async function serveAgent(options: AgentOptions): Promise<RunningAgent> {
  const { key, devices, onEvent = () => {} } = options
  const auth = new AgentAuth({ ...options, agent: key.address })
  const prover = new Prover(options.prover)
  let proof: { specs: ProofSpec[]; timer: NodeJS.Timeout } | undefined
  let isProving = false

  function forget(): void {
    clearTimeout(proof?.timer)
    proof = undefined
    prover.release().catch(() => {})
  }

  async function commit(specs: unknown): Promise<unknown> {
    if (!Array.isArray(specs) || specs.length !== devices.length) {
      throw new Refusal(400, `this machine has ${devices.length} devices`)
    }
    const wanted = specs as ProofSpec[]
    for (const [i, spec] of wanted.entries()) checkWanted(spec, devices[i]!)
    if (isProving) throw new Refusal(503, 'another proof is being made')
    isProving = true
    try {
      clearTimeout(proof?.timer)
      proof = undefined
      const { roots, backend } = await prover.commit(wanted)
      proof = { specs: wanted, timer: setTimeout(forget, KEEP_MS).unref() }
      return { roots, backend }
    } finally {
      isProving = false
    }
  }

  async function open(places: unknown): Promise<unknown> {
    if (!proof) throw new Refusal(409, 'there is no proof to show: commit first')
    if (!Array.isArray(places) || places.length !== proof.specs.length) {
      throw new Refusal(400, 'name places of every device')
    }
    const openings = await prover.open(places as Place[][]).catch((error: Error) => {
      throw new Refusal(400, error.message)
    })
    forget()
    return { openings }
  }

  async function fetchToken(tokenUrl: unknown): Promise<string> {
    const { serverUrl } = options
    const url = typeof tokenUrl === 'string' && URL.canParse(tokenUrl) ? new URL(tokenUrl) : undefined
    // Whoever asks may be let in, and still not send us anywhere else.
    if (serverUrl === undefined || url?.origin !== new URL(serverUrl).origin)
      throw new Refusal(400, 'not our server')
    const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(TOKEN_MS) }).catch(
      () => {
        throw new Refusal(502, 'the server could not be reached')
      },
    )
    return (await response.text()).slice(0, TOKEN_CHARACTERS)
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://agent')
    const route = `${request.method} ${url.pathname}`
    if (route === 'GET /ping') return send(response, 200, 'pong')
    const body = request.method === 'POST' ? await readBody(request) : undefined
    const { headers } = request
    const nonce = auth.admit({ headers, body, byOwner: route === 'GET /devices' })
    if (nonce === undefined) throw goAway()
    onEvent(route)
    const text = await respond(route, url, body)
    const address = key.address
    response.setHeader('x-nodeyard-agent', address)
    response.setHeader('x-nodeyard-signature', signText(key, answerMessage(address, nonce, text)))
    send(response, 200, text)
  }

  async function respond(route: string, url: URL, body: Uint8Array | undefined): Promise<string> {
    switch (route) {
      case 'GET /devices':
        return JSON.stringify({ devices })
      case 'GET /info': {
        const challenge = url.searchParams.get('challenge') ?? ''
        if (!CHALLENGE_PATTERN.test(challenge))
          throw new Refusal(400, 'the challenge must be 32 bytes in hex')
        return answerChallenge(challenge, devices)
      }
      case 'POST /prove': {
        const content = readJson(body)
        if (content.step === 'commit') return JSON.stringify(await commit(content.specs))
        if (content.step === 'open') return JSON.stringify(await open(content.places))
        throw new Refusal(400, 'step must be commit or open')
      }
      case 'POST /remote_token':
        return fetchToken(readJson(body).token_url)
      default:
        throw new Refusal(404, 'there is nothing here')
    }
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: Error) => {
      const status = error instanceof Refusal ? error.status : 500
      if (status !== 401) onEvent(`${request.method} ${request.url?.split('?', 1)[0]}: ${error.message}`)
      send(response, status, JSON.stringify({ detail: error.message }))
    })
  })
  server.requestTimeout = 60_000
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 8000, options.host ?? '0.0.0.0', resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      clearTimeout(proof?.timer)
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await prover.close()
    },
  }
}

/** What is asked for must fit into what the device has. */
function checkWanted(spec: ProofSpec, device: DeviceInfo): void {
  try {
    checkSpec(spec)
  } catch (error) {
    throw new Refusal(400, (error as Error).message)
  }
  const least = 64 * 1024 * 1024
  if (spec.blocks * spec.side ** 2 > Math.max(device.memory, least)) {
    throw new Refusal(400, `${device.uuid} has less memory than that`)
  }
}

async function readBody(request: IncomingMessage): Promise<Uint8Array> {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of request) {
    length += part.length
    if (length > MOST_BYTES) throw new Refusal(413, 'that is too much')
    parts.push(part)
  }
  return Buffer.concat(parts)
}

function readJson(body: Uint8Array | undefined): Record<string, unknown> {
  try {
    const content: unknown = JSON.parse(Buffer.from(body ?? []).toString())
    if (typeof content === 'object' && content !== null) return content as Record<string, unknown>
  } catch {
    // Said below.
  }
  throw new Refusal(400, 'the body must be a JSON object')
}

function send(response: ServerResponse, status: number, text: string): void {
  const type = text.startsWith('{') ? 'application/json' : 'text/plain'
  response.writeHead(status, { 'content-type': `${type}; charset=utf-8` }).end(text)
}

import { promises as dns } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import type { Agent, Dispatcher } from 'undici'
import { isPublicAddress, type Network } from '../../addresses.ts'

/** Answers the addresses of a host name. */
export type Resolve = (host: string) => Promise<string[]>

/** Why a request was not made: its name leads to an address that is nobody else's business. */
export class RefusedAddress extends Error {
  constructor(host: string) {
    super(`${host} does not lead to the public internet`)
    this.name = 'RefusedAddress'
  }
}

/**
 * Asks the name servers, not the operating system: its look-ups take one of the few threads that all file
 * access needs too, and one slow name server must not hold up everything else.
 */
export function nameResolver(): Resolve {
  const resolver = new dns.Resolver({ timeout: 3000, tries: 2 })
  return async (host) => {
    if (host === 'localhost' || host.endsWith('.localhost')) return ['127.0.0.1', '::1']
    const answers = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)])
    const addresses = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []))
    if (addresses.length > 0) return addresses
    throw (answers[0] as PromiseRejectedResult).reason
  }
}

interface Targets {
  /** Whether this machine itself is a target too. */
  allowLoopback: boolean
  /** Private ones whose machines are targets too. */
  networks?: readonly Network[]
  resolve: Resolve
}

/**
 * An HTTP client that connects to public addresses only: a name is refused when any of its addresses is not
 * public, and the address of the open connection is looked at again. Redirects are not followed.
 *
 * What it stands on is loaded for its first request: few servers start with one.
 */
export class PublicAgent {
  readonly #targets: Targets
  #agent: Promise<Agent> | undefined

  constructor(targets: Targets) {
    this.#targets = targets
  }

  /** For what takes a dispatcher of `undici`. */
  open(): Promise<Agent> {
    this.#agent ??= openAgent(this.#targets)
    return this.#agent
  }

  async request(options: Dispatcher.RequestOptions): Promise<Dispatcher.ResponseData> {
    const agent = await this.open()
    return agent.request(options)
  }

  /** Ends what is under way. */
  async destroy(): Promise<void> {
    const agent = await this.#agent
    await agent?.destroy()
  }
}

async function openAgent({ allowLoopback, networks = [], resolve }: Targets): Promise<Agent> {
  const { Agent, buildConnector } = await import('undici')
  const isTarget = (address: string) => isPublicAddress(address, allowLoopback, networks)
  const lookup: LookupFunction = (host, options, callback) => {
    resolve(host).then(
      (addresses) => {
        const refused = !addresses.every(isTarget)
        if (refused || addresses.length === 0) return callback(new RefusedAddress(host), [])
        const found = addresses.map((address) => ({ address, family: isIP(address) }))
        if (options.all) callback(null, found)
        else callback(null, found[0]!.address, found[0]!.family)
      },
      (error: Error) => callback(error, []),
    )
  }
  const connect = buildConnector({ lookup, allowH2: false, timeout: 10_000 })
  return new Agent({
    connect(options, callback) {
      if (isIP(options.hostname) && !isTarget(options.hostname)) {
        callback(new RefusedAddress(options.hostname), null)
        return
      }
      connect(options, (...[error, socket]) => {
        if (error) callback(error, null)
        else if (isTarget(socket.remoteAddress ?? '')) callback(null, socket)
        else {
          socket.destroy()
          callback(new RefusedAddress(options.hostname), null)
        }
      })
    },
  })
}

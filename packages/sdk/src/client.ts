import createClient, { type Client } from 'openapi-fetch'
import { ApiError } from './api-error.ts'
import type { paths as MachinesPaths } from './generated/machines.gen.ts'
import type { paths as MarketplacePaths } from './generated/marketplace.gen.ts'
import type { paths as RegistryPaths } from './generated/registry.gen.ts'
import { randomKey } from './random-key.ts'
import { fetchRetrying } from './retry.ts'
import { VERSION } from './version.ts'

export { ApiError } from './api-error.ts'
export type { components as Machines } from './generated/machines.gen.ts'
export type { components as Marketplace } from './generated/marketplace.gen.ts'
export type { components as Registry } from './generated/registry.gen.ts'
export { randomKey } from './random-key.ts'

export interface ConnectOptions {
  /** Where the server is, for example `http://127.0.0.1:8000`. */
  url: string
  /** Without one, only what needs no key can be asked. */
  apiKey?: string | undefined
  /** How often a request that failed for a passing reason is tried again. Default 2. */
  retries?: number | undefined
  /** In place of the global one. */
  fetch?: typeof globalThis.fetch | undefined
}

/** A server and who we are to it: what every function of this package takes first. */
export interface Connection {
  /** Without a slash at its end. */
  readonly url: string
  /** `/v1`, typed by the server's own OpenAPI document. */
  readonly marketplace: Client<MarketplacePaths>
  /** `/api/v1`, likewise. */
  readonly registry: Client<RegistryPaths>
  /** `/nodes`, likewise. */
  readonly machines: Client<MachinesPaths>
  /**
   * Anything else, with the same key, retries and errors: `path` is below `url`, or an address that the
   * server gave. The answer's body comes as it arrives. What is sent must be safe to send twice.
   */
  fetch(path: string, init?: RequestInit, options?: { finalStatuses?: readonly number[] }): Promise<Response>
  /** The same without the key: for addresses that are signed, which may be another company's. */
  fetchSigned(url: string, init?: RequestInit): Promise<Response>
  /** What every request carries: who we are. A function, so that printing a connection prints no key. */
  headers(): Record<string, string>
}

/**
 * Connects to a server; nothing is asked of it yet.
 *
 * Every request is tried again (twice, unless `retries` says otherwise) after 429, 502, 503, 504 and broken
 * connections, honouring `Retry-After`. Writes carry an idempotency key, so that a repeated one is done once.
 * Every other answer that is not a success is thrown as an `ApiError`.
 *
 * @example
 * const yard = connect({ url: 'http://127.0.0.1:8000', apiKey })
 * const { data: me } = await yard.marketplace.GET('/v1/me')
 */
export function connect(options: ConnectOptions): Connection {
  const url = checkUrl(options.url)
  const { retries = 2, apiKey } = options
  // Looked up at each call, so that a fetch replaced later (by a tracer, say) is the one used.
  const fetch: typeof globalThis.fetch = options.fetch ?? ((...request) => globalThis.fetch(...request))

  const headers = {
    'user-agent': `nodeyard/${VERSION}`,
    ...(apiKey ? { authorization: `Bearer ${apiKey}` } : {}),
  }
  const send = async (request: Request) => {
    makeRepeatable(request)
    const response = await fetchRetrying(() => request.clone(), {
      retries,
      fetch: (input, init) => fetchWhole(fetch, input, init),
    })
    requireJson(response, url)
    return response
  }
  return {
    url,
    headers: () => ({ ...headers }),
    marketplace: createClient<MarketplacePaths>({ baseUrl: url, headers, fetch: send }),
    registry: createClient<RegistryPaths>({ baseUrl: url, headers, fetch: send }),
    machines: createClient<MachinesPaths>({ baseUrl: url, headers, fetch: send }),
    fetch: (path, init = {}, rules = {}) =>
      fetchRetrying(() => new Request(new URL(path, `${url}/`), withHeaders(init, headers)), {
        ...rules,
        retries,
        fetch,
      }),
    fetchSigned: (address, init = {}) =>
      fetchRetrying(() => new Request(address, withHeaders(init, { 'user-agent': headers['user-agent'] })), {
        retries,
        fetch,
      }),
  }
}

/** What a typed call answers. Failures were thrown already, so there is always something. */
export async function answerOf<Data>(call: Promise<{ data?: Data }>): Promise<NonNullable<Data>> {
  return (await call).data as NonNullable<Data>
}

function checkUrl(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  if (parsed === undefined || !/^https?:$/.test(parsed.protocol)) {
    throw new TypeError(`"${url}" is not a server's address: it looks like http://127.0.0.1:8000`)
  }
  return parsed.origin + parsed.pathname.replace(/\/+$/, '')
}

/** Gives a marketplace write the key by which the server knows a repetition. The registry's need none. */
function makeRepeatable(request: Request): void {
  if (request.method !== 'POST' && request.method !== 'PATCH') return
  if (!new URL(request.url).pathname.includes('/v1/') || request.url.includes('/api/v1/')) return
  if (!request.headers.has('idempotency-key')) request.headers.set('idempotency-key', randomKey())
}

/** A response whose body has arrived: a connection that breaks in its middle counts as a broken connection. */
async function fetchWhole(
  fetch: typeof globalThis.fetch,
  ...request: Parameters<typeof fetch>
): Promise<Response> {
  const response = await fetch(...request)
  const body = await response.arrayBuffer()
  return new Response(body.byteLength > 0 ? body : null, response)
}

/** A page in place of an answer: whoever listens there is not a Nodeyard server. */
function requireJson(response: Response, url: string): void {
  const type = response.headers.get('content-type')
  if (response.body === null || type?.includes('json')) return
  const message = `${url} answered with ${type ?? 'something'}, which a Nodeyard server would not`
  throw new ApiError(message, { status: response.status, code: 'unknown' })
}

function withHeaders(init: RequestInit, headers: Record<string, string>): RequestInit {
  const all = new Headers(headers)
  for (const [name, value] of new Headers(init.headers)) all.set(name, value)
  return { ...init, headers: all }
}

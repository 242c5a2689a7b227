import { timingSafeEqual } from 'node:crypto'
import { isIP } from 'node:net'
import type { FastifyRequest } from 'fastify'
import type { Deps } from '../../deps.ts'
import { getAccountBySlug } from '../../domain/accounts/account.ts'
import type { Caller } from '../../domain/accounts/caller.ts'
import { Fault } from '../../fault.ts'

export const TOKEN_HEADER = 'x-codefyui-token'

const isLoopback = (address: string) =>
  address === 'localhost' || address === '::1' || (isIP(address) === 4 && address.startsWith('127.'))

/** Whether a request comes from this very machine to a server that only this machine can reach. */
export function isLocal({ ip }: { ip: string }, { config }: Deps): boolean {
  const { host, publicUrl } = config
  return isLoopback(host) && isLoopback(ip) && (!publicUrl || isLoopback(new URL(publicUrl).hostname))
}

/** Whether a text is this start's token, in a time that says nothing of it. */
export function isToken(text: unknown, { studio }: Deps): boolean {
  if (typeof text !== 'string') return false
  const [given, token] = [Buffer.from(text), Buffer.from(studio.token)]
  return given.length === token.length && timingSafeEqual(given, token)
}

/**
 * Who a request without a key stands for: on loopback, the administrator, for reading, and for writing with the
 * token of this start.
 *
 * @throws Fault `forbidden` for a write on loopback without the token
 */
export function localCaller(request: FastifyRequest, deps: Deps): Promise<Caller> | undefined {
  if (!isLocal(request, deps)) return undefined
  const isRead = ['GET', 'HEAD', 'OPTIONS'].includes(request.method)
  if (!isRead && !isToken(request.headers[TOKEN_HEADER], deps)) {
    throw new Fault('forbidden', 'Missing or invalid X-CodefyUI-Token header')
  }
  return administrator(deps)
}

/** The account that made this server, as its own studio acts for it. */
export async function administrator({ database }: Deps): Promise<Caller> {
  const account = await getAccountBySlug(database.read, 'admin')
  return { account, keyId: 'studio', mode: 'test', scopes: ['*'] }
}

import { isIP } from 'node:net'
import type { Machines } from './machines.ts'
import { refuse } from './refuse.ts'

const LABEL = /^(?!-)[a-z0-9-]{1,63}(?<!-)$/i
const LOOK_UP_MS = 5000

/**
 * Makes sure that machines may be asked where they say: at a name or IPv4 address all of whose addresses
 * are public, or in the networks that the server's settings name. It is looked at again with every connection.
 *
 * @throws Fault `invalid_request`
 */
export async function requireHosts(
  { resolve, isTarget }: Pick<Machines, 'resolve' | 'isTarget'>,
  claims: readonly { verification_host: string }[],
): Promise<void> {
  const hosts = new Set(claims.map(({ verification_host: host }) => host))
  const areValid = await Promise.all([...hosts].map(isValid))
  if (areValid.every(Boolean)) return
  throw refuse('invalid_request', 'host_invalid', 'One or more invalid verification_hosts provided.')

  async function isValid(host: string): Promise<boolean> {
    if (host === '' || host.length > 255 || !host.split('.').every((label) => LABEL.test(label))) return false
    if (isIP(host)) return isTarget(host)
    const patience = Promise.withResolvers<string[]>()
    const timer = setTimeout(() => patience.resolve([]), LOOK_UP_MS)
    const addresses = await Promise.race([resolve(host).catch(() => []), patience.promise])
    clearTimeout(timer)
    return addresses.length > 0 && addresses.every(isTarget)
  }
}

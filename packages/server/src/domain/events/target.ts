import { isIP } from 'node:net'
import { isPublicAddress, type Network } from '../../addresses.ts'
import type { KeyMode } from '../../db/tables.ts'
import { Fault } from '../../fault.ts'

const isLocalName = (host: string) => host === 'localhost' || host.endsWith('.localhost')

const refuse = (message: string) => new Fault('validation_failed', message, { field: 'url' })

/**
 * Checks the address of a webhook as far as its text goes; where its name leads is checked whenever it is
 * called.
 *
 * @throws Fault `validation_failed`
 */
export function checkTargetUrl(
  text: string,
  mode: KeyMode,
  { allowLoopback, networks = [] }: { allowLoopback: boolean; networks?: readonly Network[] },
): URL {
  if (!URL.canParse(text)) throw refuse('url must be a whole address, for example https://example.org/hook')
  const url = new URL(text)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw refuse('url must begin with https://')
  if (url.protocol === 'http:' && mode === 'live') throw refuse('url must begin with https:// in live mode')
  if (url.username || url.password) throw refuse('url must not hold a user name or a password')
  url.hash = ''
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const isLoopbackAllowed = allowLoopback && mode === 'test'
  const isRefused = isIP(host)
    ? !isPublicAddress(host, isLoopbackAllowed, networks)
    : isLocalName(host) && !isLoopbackAllowed
  if (isRefused) throw refuse('url must lead to the public internet')
  return url
}

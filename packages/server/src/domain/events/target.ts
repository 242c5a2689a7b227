import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'
import type { KeyMode } from '../../db/tables.ts'
import { Fault } from '../../fault.ts'

const GLOBAL_IPV6 = ipaddr.IPv6.parseCIDR('2000::/3')

/**
 * Whether an address belongs to the public internet: not private, loopback, link-local, multicast or
 * reserved, in any of the ways an IPv4 address can be written inside an IPv6 one.
 *
 * @param allowLoopback whether this machine itself is a target too
 */
export function isPublicAddress(address: string, allowLoopback: boolean): boolean {
  if (!ipaddr.isValid(address)) return false
  const parsed = ipaddr.process(address)
  const range = parsed.range()
  if (range === 'loopback') return allowLoopback
  if (range !== 'unicast') return false
  return parsed.kind() === 'ipv4' || (parsed as ipaddr.IPv6).match(GLOBAL_IPV6)
}

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
  { allowLoopback }: { allowLoopback: boolean },
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
    ? !isPublicAddress(host, isLoopbackAllowed)
    : isLocalName(host) && !isLoopbackAllowed
  if (isRefused) throw refuse('url must lead to the public internet')
  return url
}

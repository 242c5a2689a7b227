import ipaddr from 'ipaddr.js'

/** A part of the address space: `10.0.0.0/8`, `fd00:1::/32`. */
export type Network = ReturnType<typeof ipaddr.parseCIDR>

/** Ranges that an organisation gives out itself; what else is not public is never anybody's machine. */
const OWN_RANGES = new Set(['private', 'uniqueLocal', 'carrierGradeNat'])

const GLOBAL_IPV6 = ipaddr.IPv6.parseCIDR('2000::/3')

/**
 * A network in the notation of addresses, a slash and bits.
 *
 * @throws Error for anything else, and for a network that holds addresses nobody gives to machines of their own
 */
export function parseNetwork(text: string): Network {
  const network = ipaddr.parseCIDR(text)
  const { IPv4, IPv6 } = ipaddr
  const kind = network[0].kind() === 'ipv4' ? IPv4 : IPv6
  const ends = [kind.networkAddressFromCIDR(text), kind.broadcastAddressFromCIDR(text)]
  if (!ends.every((end) => OWN_RANGES.has(end.range()))) throw new Error(`${text} is no private network`)
  return network
}

const isIn = (address: ipaddr.IPv4 | ipaddr.IPv6, [network, bits]: Network) =>
  address.kind() === network.kind() && address.match(network, bits)

/**
 * Whether an address belongs to the public internet: not private, loopback, link-local, multicast or
 * reserved, in any of the ways an IPv4 address can be written inside an IPv6 one.
 *
 * @param allowLoopback whether this machine itself is a target too
 * @param networks private ones whose machines are targets too
 */
export function isPublicAddress(
  address: string,
  allowLoopback: boolean,
  networks: readonly Network[] = [],
): boolean {
  if (!ipaddr.isValid(address)) return false
  const parsed = ipaddr.process(address)
  const range = parsed.range()
  if (range === 'loopback') return allowLoopback
  if (OWN_RANGES.has(range)) return networks.some((network) => isIn(parsed, network))
  if (range !== 'unicast') return false
  return parsed.kind() === 'ipv4' || (parsed as ipaddr.IPv6).match(GLOBAL_IPV6)
}

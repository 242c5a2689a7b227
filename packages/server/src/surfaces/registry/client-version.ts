import { coerce, lt, parse, type SemVer } from 'semver'
import type { Deps } from '../../deps.ts'
import { Fault } from '../../fault.ts'

/** Clients that say their version in the User-Agent: the platform's own two, and ours. */
const KNOWN_CLIENT = /(?:^|[\s;(])(?:dreadnode-sdk|dreadnode|nodeyard)\/v?(\d[^\s;)]{0,63})/i

interface Headers {
  [name: string]: string | string[] | undefined
}

/**
 * Refuses clients older than `NODEYARD_MIN_CLIENT`. A client that does not say which version it is, a
 * browser or curl, passes.
 *
 * @throws Fault `upgrade_required`
 */
export function requireClientVersion({ headers }: { headers: Headers }, { config }: Deps): void {
  const { minClient } = config
  if (minClient === undefined) return
  const version = findClientVersion(headers)
  if (version === undefined || !lt(version, minClient)) return
  throw new Fault(
    'upgrade_required',
    `this server needs client version ${minClient} or newer, yours is ${version}: update it, for example with "dn update"`,
    { minClient },
  )
}

function findClientVersion(headers: Headers): SemVer | undefined {
  const said = headers['x-client-version']
  if (typeof said === 'string') return readVersion(said)
  const agent = headers['user-agent']
  const [, version] = (typeof agent === 'string' && KNOWN_CLIENT.exec(agent)) || []
  return version === undefined ? undefined : readVersion(version)
}

/** `1.2.3`, `v1.2.3-rc.1`, and what is not quite one: `1.2`. */
function readVersion(text: string): SemVer | undefined {
  const short = text.trim().slice(0, 64)
  return parse(short) ?? (/^v?\d/.test(short) ? coerce(short) : null) ?? undefined
}

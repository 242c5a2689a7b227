import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Environment, readProfiles } from './profiles.ts'

const LOCAL_SERVER = 'http://127.0.0.1:8000'

export interface AccessFlags {
  url?: string | undefined
  'api-key'?: string | undefined
  org?: string | undefined
  profile?: string | undefined
}

/** Which server to ask, as whom, and for which owner. */
export interface Access {
  url: string
  apiKey: string | undefined
  org: string | undefined
  /** Where the key came from, for messages. */
  keySource: string | undefined
  /** What `--profile` and `--org` said, for the command that stores them. */
  profile: string | undefined
  orgFlag: string | undefined
  /** Whether `--profile` names one that there is not (yet: `login` makes it). */
  isProfileMissing: boolean
}

/**
 * Flags win over the environment, that over the profile, and that over the local server's `admin.key`.
 *
 * A stored key goes only to the server it was stored for: a profile's to its own address, `admin.key` to
 * this machine. A key that was given outright goes wherever it was said.
 */
export async function findAccess(flags: AccessFlags, environment: Environment): Promise<Access> {
  const { current, profiles } = await readProfiles(environment)
  const profile = profiles[flags.profile ?? current]
  // A profile named on the command line is a flag too.
  const isNamed = flags.profile !== undefined
  const named = isNamed ? profile : undefined
  const url = flags.url || named?.url || environment.NODEYARD_URL || profile?.url || LOCAL_SERVER
  const matching = profile && isSameServer(profile.url, url) ? profile : undefined
  const stored: KeySource = [matching?.api_key, `profile ${flags.profile ?? current}`]
  const given: KeySource = [environment.NODEYARD_API_KEY, 'NODEYARD_API_KEY']

  const [apiKey, keySource] = await firstKey([
    [flags['api-key'], '--api-key'],
    ...(isNamed ? [stored, given] : [given, stored]),
    [isLocal(url) ? () => readAdminKey(environment) : undefined, 'admin.key'],
  ])
  return {
    url,
    apiKey,
    keySource,
    org: flags.org || matching?.org,
    profile: flags.profile,
    orgFlag: flags.org,
    isProfileMissing: isNamed && profile === undefined,
  }
}

type KeySource = [key: string | undefined | (() => Promise<string | undefined>), name: string]

async function firstKey(sources: KeySource[]): Promise<[string, string] | [undefined, undefined]> {
  for (const [source, name] of sources) {
    const key = typeof source === 'function' ? await source() : source
    if (key) return [key.trim(), name]
  }
  return [undefined, undefined]
}

function isSameServer(a: string, b: string): boolean {
  return URL.canParse(a) && URL.canParse(b) && new URL(a).origin === new URL(b).origin
}

/** Whether the server is this machine, over loopback. */
export function isLocal(url: string): boolean {
  if (!URL.canParse(url)) return false
  const { hostname } = new URL(url)
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname)
}

/** The key that the server's first start wrote, when we may read it. */
async function readAdminKey(environment: Environment): Promise<string | undefined> {
  const file = join(environment.NODEYARD_DATA || 'data', 'admin.key')
  return readFile(file, 'utf8').catch(() => undefined)
}

import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'

/** A server that somebody has logged in to. */
export interface Profile {
  url: string
  api_key: string
  /** The owner meant where a name is given without one. */
  org?: string
}

export interface Profiles {
  /** The one used when none is named. */
  current: string
  profiles: Record<string, Profile>
}

export type Environment = Readonly<Record<string, string | undefined>>

/** Where `login` keeps them: `$XDG_CONFIG_HOME/nodeyard/config.json`, or below `~/.config`. */
export function profilesFile(environment: Environment): string {
  const home = environment.XDG_CONFIG_HOME || join(environment.HOME || homedir(), '.config')
  return join(home, 'nodeyard', 'config.json')
}

/** @throws Error naming the file when it is there but is not what `login` wrote */
export async function readProfiles(environment: Environment): Promise<Profiles> {
  const file = profilesFile(environment)
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { current: 'default', profiles: {} }
    throw error
  }
  try {
    return checkProfiles(JSON.parse(text))
  } catch (error) {
    throw new Error(
      `${file} cannot be read (${(error as Error).message}): mend it, or remove it and log in again`,
    )
  }
}

/** Writes them whole or not at all, readable by nobody else. */
export async function writeProfiles(environment: Environment, profiles: Profiles): Promise<string> {
  const file = profilesFile(environment)
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  const draft = `${file}.${process.pid}`
  await writeFile(draft, `${JSON.stringify(profiles, null, 2)}\n`, { mode: 0o600 })
  await chmod(draft, 0o600)
  await rename(draft, file)
  return file
}

function checkProfiles(value: unknown): Profiles {
  const { current, profiles } = (value ?? {}) as Partial<Profiles>
  if (typeof current !== 'string' || typeof profiles !== 'object' || profiles === null) {
    throw new Error('it has no "current" and "profiles"')
  }
  for (const [name, { url, api_key: key } = {} as Partial<Profile>] of Object.entries(profiles)) {
    if (typeof url !== 'string' || typeof key !== 'string')
      throw new Error(`profile "${name}" has no url or api_key`)
  }
  return { current, profiles }
}

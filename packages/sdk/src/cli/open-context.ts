import { whoAmI } from '../accounts/who-am-i.ts'
import { type Connection, connect } from '../client.ts'
import type { Context } from './context.ts'

/** Adds to what is known of a command's surroundings what is made on demand: the connection, and who we are. */
export function openContext(parts: Omit<Context, 'server' | 'org'>): Context {
  const { url, apiKey, org, profile, isProfileMissing } = parts.access
  let server: Connection | undefined
  const getServer = () => {
    if (isProfileMissing) {
      throw new Error(`there is no profile "${profile}": make it with nodeyard login --profile ${profile}`)
    }
    server ??= connect({ url, apiKey })
    return server
  }
  return {
    ...parts,
    get server() {
      return getServer()
    },
    org: async () => org ?? (await whoAmI(getServer())).slug,
  }
}

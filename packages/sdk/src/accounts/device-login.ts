import { setTimeout as sleep } from 'node:timers/promises'
import { ApiError } from '../api-error.ts'
import { answerOf, type Connection } from '../client.ts'

export interface DeviceLoginOptions {
  /** Shows the person where to go and which code to compare. */
  onCode: (code: { url: string; userCode: string; expiresAt: Date }) => void
  /** Milliseconds between two questions. Default 2,000. */
  pollEvery?: number | undefined
  /** Milliseconds to wait for approval, at most as long as the code lives. Default: that long. */
  patience?: number | undefined
  signal?: AbortSignal | undefined
}

/**
 * Gets a key without having one: somebody who is signed in approves the code that is shown.
 *
 * @returns the text of the new key
 * @throws ApiError when it was denied, and Error when nobody approved it in time
 */
export async function deviceLogin(server: Connection, options: DeviceLoginOptions): Promise<string> {
  const { onCode, pollEvery = 2000, patience = Infinity, signal } = options
  const code = await answerOf(server.registry.POST('/api/v1/auth/device/code', {}))
  const expiresAt = Date.parse(code.expires_at)
  onCode({ url: code.verification_url, userCode: code.user_code, expiresAt: new Date(expiresAt) })
  const deadline = Math.min(expiresAt, Date.now() + patience)
  while (Date.now() < deadline) {
    await sleep(pollEvery, undefined, { signal })
    const token = await askForToken(server, code.device_code)
    if (token !== undefined) return token
  }
  throw new Error('nobody approved the login in time: try again')
}

/** The key, or undefined while nobody has answered: that is what 401 says here. */
async function askForToken(server: Connection, deviceCode: string): Promise<string | undefined> {
  try {
    const body = { device_code: deviceCode }
    return (await answerOf(server.registry.POST('/api/v1/auth/device/token', { body }))).access_token
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) return undefined
    throw error
  }
}

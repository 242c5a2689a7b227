import { createHash } from 'node:crypto'
import { type Hotkey, signText } from './hotkey.ts'

/** What is signed in place of a body's hash, where a request has none or its route says so. */
export const PURPOSES = { status: 'graval', nodes: 'nodes', agent: 'graval' } as const

/** How far a request's nonce, its time in seconds, may be from ours: to the server, and to an agent. */
export const SERVER_WINDOW_S = 600
export const AGENT_WINDOW_S = 30

export const hashOf = (body: string | Uint8Array): string => createHash('sha256').update(body).digest('hex')

/** What an owner of machines signs; `what` is a purpose, or the hash of the body. */
export const requestMessage = (hotkey: string, nonce: string, what: string): string =>
  `${hotkey}:${nonce}:${what}`

/** What an account signs to say that a key is its own. It names the account, so that it binds no other. */
export const bindPurpose = (accountId: string): string => `bind-hotkey:${accountId}`

/** What the server signs when it asks an agent. */
export const agentMessage = (miner: string, validator: string, nonce: string, what: string): string =>
  `${miner}:${validator}:${nonce}:${what}`

/** What an agent signs of its answer; `nonce` is the one it was asked with. */
export const answerMessage = (agent: string, nonce: string, body: string | Uint8Array): string =>
  `${agent}:${nonce}:answer:${hashOf(body)}`

export const nonceNow = (): string => String(Math.floor(Date.now() / 1000))

/** The headers of a request to the server by the holder of a hotkey. */
export function signRequest(hotkey: Hotkey, what: string, nonce = nonceNow()): Record<string, string> {
  return {
    'x-chutes-hotkey': hotkey.address,
    'x-chutes-nonce': nonce,
    'x-chutes-signature': signText(hotkey, requestMessage(hotkey.address, nonce, what)),
  }
}

/** The headers of the server's request to an agent. */
export function signAgentRequest(
  validator: Hotkey,
  miner: string,
  what: string,
  nonce = nonceNow(),
): Record<string, string> {
  return {
    'x-chutes-miner': miner,
    'x-chutes-validator': validator.address,
    'x-chutes-nonce': nonce,
    'x-chutes-signature': signText(validator, agentMessage(miner, validator.address, nonce, what)),
  }
}

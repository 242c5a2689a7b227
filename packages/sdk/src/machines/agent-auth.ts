import {
  AGENT_WINDOW_S,
  agentMessage,
  hashOf,
  isSignedBy,
  PURPOSES,
  SIGNATURE_PATTERN,
} from '@nodeyard/tensor/proof'

export interface AgentTrust {
  /** The hotkey this machine belongs to; any is answered where it is not said. */
  hotkey?: string | undefined
  /** The addresses of the servers that may ask. */
  validators: readonly string[]
  /** This agent's own address. */
  agent: string
}

interface Asked {
  headers: Readonly<Record<string, string | string[] | undefined>>
  /** What was sent, when something was. */
  body?: Uint8Array | undefined
  /** Whether the machine's own owner asks, who then stands in both places. */
  byOwner?: boolean
}

/** Signatures remembered for as long as they could be used again. */
const MOST_REMEMBERED = 10_000

/** Decides who may ask an agent: cheap refusals first, and no signature twice. */
export class AgentAuth {
  readonly #trust: AgentTrust
  readonly #seen = new Map<string, number>()

  constructor(trust: AgentTrust) {
    this.#trust = trust
  }

  /** @returns the nonce of the request, which the answer is bound to; undefined when it may not ask */
  admit({ headers, body, byOwner = false }: Asked): string | undefined {
    const [miner, validator, nonce, signature] = ['miner', 'validator', 'nonce', 'signature'].map((name) => {
      const value = headers[`x-chutes-${name}`]
      return typeof value === 'string' ? value : ''
    }) as [string, string, string, string]
    const { hotkey, validators, agent } = this.#trust
    if (!/^\d{1,12}$/.test(nonce) || !SIGNATURE_PATTERN.test(signature)) return undefined
    if (Math.abs(Date.now() / 1000 - Number(nonce)) >= AGENT_WINDOW_S) return undefined
    if (byOwner) {
      if (miner !== validator || ![hotkey, agent].includes(miner)) return undefined
    } else {
      if (!validators.includes(validator)) return undefined
      if (hotkey !== undefined && miner !== hotkey) return undefined
    }
    const key = signature.toLowerCase()
    this.#forget()
    if (this.#seen.has(key) || this.#seen.size >= MOST_REMEMBERED) return undefined
    const what = body === undefined ? PURPOSES.agent : hashOf(body)
    if (!isSignedBy(validator, agentMessage(miner, validator, nonce, what), signature)) return undefined
    this.#seen.set(key, Number(nonce) + AGENT_WINDOW_S)
    return nonce
  }

  #forget(): void {
    const now = Date.now() / 1000
    for (const [key, until] of this.#seen) {
      if (until < now) this.#seen.delete(key)
    }
  }
}

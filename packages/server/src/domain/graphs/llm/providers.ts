import { Fault } from '../../../fault.ts'
import type { Endpoint } from './talk.ts'

/** Who can be asked through the server. */
export const PROVIDERS = ['openai', 'openai-codex', 'openrouter', 'anthropic', 'ollama', 'custom'] as const
export type Provider = (typeof PROVIDERS)[number]

export interface Wanted {
  provider: Provider
  key: string | undefined
  baseUrl: string | undefined
}

/**
 * Where a provider answers. A key that is not given is the server's own, for who may use it; it goes to the address
 * that the server knows, never to one that came with the request.
 *
 * @throws Fault `validation_failed` where a key or an address is missing
 */
export function endpointOf(
  { provider, key: given, baseUrl: address }: Wanted,
  secret: (name: string) => string | undefined,
): Endpoint {
  const own = given?.trim() || undefined
  const base = address?.trim() || undefined
  const need = (name: string) => {
    const key = own ?? (base === undefined ? secret(name) : undefined)
    if (key !== undefined) return key
    throw new Fault(
      'validation_failed',
      `${provider} wants a key: send api_key, or set ${name} for the server`,
    )
  }
  switch (provider) {
    case 'openai':
      return {
        protocol: 'openai',
        baseUrl: base ?? secret('OPENAI_BASE_URL') ?? 'https://api.openai.com/v1',
        key: need('OPENAI_API_KEY'),
      }
    case 'openrouter': {
      if (own === undefined) throw new Fault('validation_failed', 'openrouter wants a key: send api_key')
      return { protocol: 'openai', baseUrl: base ?? 'https://openrouter.ai/api/v1', key: own }
    }
    case 'anthropic':
      return {
        protocol: 'anthropic',
        baseUrl: base ?? secret('ANTHROPIC_BASE_URL') ?? 'https://api.anthropic.com',
        key: need('ANTHROPIC_API_KEY'),
      }
    case 'ollama':
      return { protocol: 'ollama', baseUrl: base ?? 'http://127.0.0.1:11434', key: own }
    case 'custom':
      if (base === undefined) throw new Fault('validation_failed', 'custom wants a base_url')
      return { protocol: 'openai', baseUrl: base, key: own }
    case 'openai-codex':
      throw new Fault('validation_failed', "Codex's sign-in is not offered here: use openai with a key")
  }
}

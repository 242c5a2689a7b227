import { createHmac, createSecretKey, type KeyObject, randomBytes } from 'node:crypto'
import type { KeyMode } from '../../db/tables.ts'
import type { Signer } from '../../signer.ts'

/** What a secret follows from: the only part of it that is stored. */
export const newSecretSeed = (): string => randomBytes(16).toString('base64url')

/**
 * An endpoint's secret: `whsec_test_` or `whsec_live_` and the base64 of 32 bytes.
 *
 * It follows from its seed and the secret of this installation, so no table holds it.
 */
export function webhookSecret(signer: Signer, mode: KeyMode, endpointId: string, seed: string): string {
  const bytes = Buffer.from(signer.sign('webhook secret', `${endpointId} ${seed}`), 'base64url')
  return `whsec_${mode}_${bytes.toString('base64')}`
}

/**
 * The same secret as Standard Webhooks spells it, `whsec_<base64>`: without the mode, which its libraries
 * would take for base64.
 */
export const standardSecret = (secret: string): string => secret.replace(/^whsec_(?:test|live)_/, 'whsec_')

/** Made once for many signatures: making a key costs more than signing with it. */
export interface SigningKeys {
  /** The whole text of the secret: what `nd-signature` is made with. */
  own: KeyObject
  /** The 32 bytes it spells: what Standard Webhooks signs with. */
  standard: KeyObject
}

export const signingKeys = (secret: string): SigningKeys => ({
  own: createSecretKey(Buffer.from(secret)),
  standard: createSecretKey(Buffer.from(standardSecret(secret).slice('whsec_'.length), 'base64')),
})

/**
 * The headers that prove where a body comes from, in both spellings: `nd-signature: t=<unix>,v1=<hex>` over
 * `<unix>.<body>`, and Standard Webhooks' three over `<id>.<unix>.<body>`.
 *
 * @param keys one, or two while a rotated secret is still good
 * @param seconds the time of signing, in seconds since 1970
 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export function signatureHeaders(
  keys: readonly SigningKeys[],
  { id, seconds, body }: { id: string; seconds: number; body: string },
): Record<string, string> {
  const sign = (key: KeyObject, text: string) => createHmac('sha256', key).update(text)
  const own = keys.map((key) => `v1=${sign(key.own, `${seconds}.${body}`).digest('hex')}`)
  const standard = keys.map((key) => `v1,${sign(key.standard, `${id}.${seconds}.${body}`).digest('base64')}`)
  return {
    'nd-signature': [`t=${seconds}`, ...own].join(','),
    'webhook-id': id,
    'webhook-timestamp': String(seconds),
    'webhook-signature': standard.join(' '),
  }
}

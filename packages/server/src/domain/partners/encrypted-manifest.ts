import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { Fault } from '../../fault.ts'

const Pair = Type.Tuple([Type.String({ minLength: 1, maxLength: 200 }), Type.String({ maxLength: 500 })])

/**
 * What a host knows of an encrypted model: where its shares are, and the graph without its weights. It holds no
 * share; with the tokens it may ask the workers whether theirs is there, and tell them to delete it.
 */
const EncryptedManifest = Type.Object({
  format: Type.Literal('nodeyard-shares/1'),
  /** Weights are whole numbers modulo 2^64, this many of their bits behind the point. */
  fraction_bits: Type.Integer({ minimum: 0, maximum: 62 }),
  workers: Type.Array(Pair, { minItems: 2, maxItems: 16 }),
  crypto_provider: Pair,
  /** In the order of the workers. */
  shares: Type.Array(
    Type.Object({
      share_id: Type.String({ pattern: '^[A-Za-z0-9_-]{16,80}$' }),
      token: Type.String({ pattern: '^[A-Za-z0-9_-]{32,100}$' }),
    }),
    { minItems: 2, maxItems: 16 },
  ),
  /** ONNX whose weights are empty, as base64. */
  graph: Type.String(),
})

export interface EncryptedManifest {
  format: 'nodeyard-shares/1'
  fraction_bits: number
  workers: [id: string, address: string][]
  crypto_provider: [id: string, address: string]
  shares: { share_id: string; token: string }[]
  graph: string
}

/** @throws Fault `invalid_request` that says what is wrong with it */
export function readEncryptedManifest(text: string): EncryptedManifest {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw refuse('is not JSON')
  }
  const [problem] = Value.Errors(EncryptedManifest, value)
  if (problem) throw refuse(`${problem.instancePath || '/'} ${problem.message}`)
  const manifest = value as EncryptedManifest
  const { workers, shares, crypto_provider: provider } = manifest
  if (shares.length !== workers.length) throw refuse('has not one share for each worker')
  const ids = [...workers, provider].map(([id]) => id)
  if (new Set(ids).size !== ids.length)
    throw refuse('names a node twice: whoever had two shares would know more')
  return manifest
}

const refuse = (what: string) =>
  new Fault('invalid_request', `the manifest of an encrypted model ${what}`, { field: 'model' })

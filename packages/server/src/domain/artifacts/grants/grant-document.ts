import type { KeyObject } from 'node:crypto'
import { createHash, createPublicKey, sign, verify } from 'node:crypto'
import type { KeyMode } from '../../../db/tables.ts'

/** What a grant says, before it is part of the log. Times are ISO 8601, UTC. */
export interface GrantStatement {
  type: 'nodeyard.grant.v1'
  id: string
  mode: KeyMode
  purchase_id: string | null
  listing_id: string | null
  asset: { id: string; kind: string; owner: string; name: string }
  licensee: { id: string; slug: string }
  license: string | null
  /** How many people may use it; null is without limit. */
  seats: number | null
  revision_range: string
  issued_at: string
  expires_at: string | null
  revoked_at: string | null
  frozen_at: string | null
}

/** A grant as it stands in the log: hashed together with what stands before it, and signed. */
export interface GrantDocument extends GrantStatement {
  sequence: number
  /** The hash of the document before, empty for the first. */
  prev_hash: string
  /** Which of the installation's keys signed. */
  key_id: string
  /** SHA-256 (hex) of this document without `hash` and `signature`, its keys sorted at every depth. */
  hash: string
  /** Ed25519 over the 32 bytes of `hash`, in base64. */
  signature: string
}

/** JSON in one spelling: keys sorted at every depth, no spaces. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`).join(',')}}`
}

export function hashOf(document: Omit<GrantDocument, 'hash' | 'signature'>): string {
  return createHash('sha256').update(canonicalJson(document)).digest('hex')
}

export function signDocument(
  document: Omit<GrantDocument, 'hash' | 'signature'>,
  privateKey: KeyObject,
): GrantDocument {
  const hash = hashOf(document)
  return { ...document, hash, signature: sign(null, Buffer.from(hash, 'hex'), privateKey).toString('base64') }
}

/**
 * What is wrong with a document that claims to be a grant, or undefined when it is as it was signed. It says
 * nothing of what has become of the grant since.
 *
 * @param publicKey the 32 bytes of the installation's key, base64
 */
export function findFlaw(document: unknown, publicKey: string): string | undefined {
  if (typeof document !== 'object' || document === null) return 'it is no grant'
  const { hash, signature, ...rest } = document as GrantDocument
  if (rest.type !== 'nodeyard.grant.v1' || typeof hash !== 'string' || typeof signature !== 'string') {
    return 'it is no grant'
  }
  if (hashOf(rest) !== hash) return 'it was changed: its hash is not that of its content'
  const x = Buffer.from(publicKey, 'base64').toString('base64url')
  const key = createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x } })
  const isSigned = verify(null, Buffer.from(hash, 'hex'), key, Buffer.from(signature, 'base64'))
  return isSigned ? undefined : 'its signature is not by this key'
}

import { randomBytes } from 'node:crypto'
import { createRequire } from 'node:module'
import { blake2b } from '@noble/hashes/blake2.js'
import { base58 } from '@scure/base'

type Curve = typeof import('@scure/sr25519')

/** Loaded for the first signature: it computes tables, and who only reads addresses need not wait for them. */
let loaded: Curve | undefined
function curve(): Curve {
  loaded ??= createRequire(import.meta.url)('@scure/sr25519') as Curve
  return loaded
}

/** An sr25519 key that signs for a machine or for whoever checks it. */
export interface Hotkey {
  /** SS58, network 42. */
  address: string
  /** 64 bytes: what signs. */
  secretKey: Uint8Array
}

/** The generic network of SS58, which the machines' clients use. */
const NETWORK = 42
const PREFIX = new TextEncoder().encode('SS58PRE')
const CHECKSUM_BYTES = 2

/** What an address looks like; whether it is one, `publicKeyOf` says. */
export const ADDRESS_PATTERN = '^5[1-9A-HJ-NP-Za-km-z]{46,47}$'

const checksumOf = (payload: Uint8Array) =>
  blake2b(Uint8Array.of(...PREFIX, ...payload)).subarray(0, CHECKSUM_BYTES)

/** The SS58 address of a public key. Source: the SS58 registry's description of the format. */
export function addressOf(publicKey: Uint8Array): string {
  const payload = Uint8Array.of(NETWORK, ...publicKey)
  return base58.encode(Uint8Array.of(...payload, ...checksumOf(payload)))
}

/** The public key of an address; undefined for a text that is no address of network 42. */
export function publicKeyOf(address: string): Uint8Array | undefined {
  if (address.length < 47 || address.length > 48) return undefined
  let bytes: Uint8Array
  try {
    bytes = base58.decode(address)
  } catch {
    return undefined
  }
  if (bytes.length !== 1 + 32 + CHECKSUM_BYTES || bytes[0] !== NETWORK) return undefined
  const payload = bytes.subarray(0, 33)
  const checksum = checksumOf(payload)
  return checksum.every((byte, i) => byte === bytes[33 + i]) ? bytes.slice(1, 33) : undefined
}

/** The key that follows from 32 secret bytes; a new one without them. */
export function hotkeyOf(seed: Uint8Array = randomBytes(32)): Hotkey {
  const { getPublicKey, secretFromSeed } = curve()
  const secretKey = secretFromSeed(seed)
  return { address: addressOf(getPublicKey(secretKey)), secretKey }
}

const bytesOf = (text: string) => new TextEncoder().encode(text)

/** A signature of a text: 64 bytes in hex, another each time. */
export function signText(hotkey: Hotkey, text: string): string {
  return Buffer.from(curve().sign(hotkey.secretKey, bytesOf(text))).toString('hex')
}

/** What a signature looks like: 64 bytes in hex, without `0x`. */
export const SIGNATURE_PATTERN = /^[0-9a-fA-F]{128}$/

/** Whether the holder of an address signed a text. About two milliseconds of one processor: a server has a quicker way. */
export function isSignedBy(address: string, text: string, signature: string): boolean {
  const publicKey = publicKeyOf(address)
  if (publicKey === undefined || !SIGNATURE_PATTERN.test(signature)) return false
  try {
    return curve().verify(bytesOf(text), Buffer.from(signature, 'hex'), publicKey)
  } catch {
    // Bytes that are no point of the curve, or no number of its field.
    return false
  }
}

import { hash, randomBytes, timingSafeEqual } from 'node:crypto'

/** SHA-256 in hex. Enough for our own random secrets; passwords people choose get a memory-hard hash. */
export const sha256 = (text: string): string => hash('sha256', text, 'hex')

/** `bytes` random bytes as text that fits a URL, a cookie or a shell word. */
export const randomText = (bytes = 32): string => randomBytes(bytes).toString('base64url')

/** Whether `text` is the secret whose SHA-256 (hex) is stored, in a time that tells nothing. */
export function matchesHash(text: string, storedHash: string): boolean {
  return timingSafeEqual(Buffer.from(sha256(text), 'hex'), Buffer.from(storedHash, 'hex'))
}

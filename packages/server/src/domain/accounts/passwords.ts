import { hash, verify } from '@node-rs/argon2'

/** Argon2id with the library's defaults (OWASP's second recommendation: 19 MiB, 2 passes), off the event loop. */
export const hashPassword = (password: string): Promise<string> => hash(password)

/** A hash of nothing anyone knows: checking against it costs what a real check costs. */
let decoy: Promise<string> | undefined

/**
 * Checks a password. Without a stored hash it takes as long and answers false, so that the time taken does
 * not tell whether an address is known here.
 */
export async function isPassword(stored: string | null | undefined, password: string): Promise<boolean> {
  decoy ??= hash(crypto.randomUUID())
  const isRight = await verify(stored ?? (await decoy), password)
  return isRight && typeof stored === 'string'
}

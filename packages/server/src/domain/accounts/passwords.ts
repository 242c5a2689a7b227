import { Fault } from '../../fault.ts'

export const PASSWORD_LENGTH = { min: 10, max: 200 } as const

/** @throws Fault `validation_failed` for a password that is too short, too long, or one character repeated */
export function requireGoodPassword(password: string): void {
  const characters = [...password]
  const { min, max } = PASSWORD_LENGTH
  if (characters.length < min || characters.length > max) refuse(`must have ${min} to ${max} characters`)
  if (new Set(characters).size === 1) refuse('must be more than one character repeated')
}

function refuse(why: string): never {
  throw new Fault('validation_failed', `the password ${why}`, {
    field: 'password',
    issues: [{ loc: ['body', 'password'], message: why, type: 'value_error' }],
  })
}

/** Argon2id with the library's defaults (OWASP's second recommendation: 19 MiB, 2 passes), off the event loop. */
export async function hashPassword(password: string): Promise<string> {
  const { hash } = await import('@node-rs/argon2')
  return hash(password)
}

/** A hash of nothing anyone knows: checking against it costs what a real check costs. */
let decoy: Promise<string> | undefined

/**
 * Checks a password. Without a stored hash it takes as long and answers false, so that the time taken does
 * not tell whether an address is known here.
 */
export async function isPassword(stored: string | null | undefined, password: string): Promise<boolean> {
  const { verify } = await import('@node-rs/argon2')
  decoy ??= hashPassword(crypto.randomUUID())
  const isRight = await verify(stored ?? (await decoy), password)
  return isRight && typeof stored === 'string'
}

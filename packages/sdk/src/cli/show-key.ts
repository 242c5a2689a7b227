import type { operations } from '../generated/marketplace.gen.ts'
import { facts } from './table.ts'

type KeyWithSecret = operations['createKey']['responses'][201]['content']['application/json']

/** A key that was just made, with its text, which cannot be asked for again. */
export function showNewKey({ id, name, mode, scopes, expires_at, secret }: KeyWithSecret): string {
  return `${facts({ id, name, mode, scopes, expires: expires_at, key: secret })}\nKeep the key: it is not shown again.`
}

/** A key's own text, and what URLs carry before their host. */
const SECRETS: readonly [RegExp, string][] = [
  [/\b(nd_(?:test|live)_)[A-Za-z0-9_-]+/g, '$1…'],
  [/(\w:\/\/)[^\s/@]+@/g, '$1'],
]

/** `text` without the secrets in it: what a server or a socket says may quote what it was sent. */
export function redact(text: string): string {
  return SECRETS.reduce((clean, [secret, kept]) => clean.replace(secret, kept), text)
}

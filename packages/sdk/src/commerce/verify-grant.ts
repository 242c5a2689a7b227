/** What a grant's document was found to be. */
export interface GrantVerdict {
  valid: boolean
  /** What is wrong with it. */
  problem: string | undefined
  /** Whether by what it says itself it still holds; what came after it was signed it cannot know. */
  live: boolean
}

/**
 * Verifies a grant without asking anybody: that its content is what was hashed, and that the hash was signed by
 * the installation's key.
 *
 * @param document the grant's `document`, parsed
 * @param publicKey of `getGrantKey`, base64
 * @example
 * const { keys } = await getGrantKey(yard)
 * const { valid } = await verifyGrant(JSON.parse(text), keys[0].public_key)
 */
export async function verifyGrant(
  document: unknown,
  publicKey: string,
  now = Date.now(),
): Promise<GrantVerdict> {
  const problem = await findProblem(document, publicKey)
  const says = (document ?? {}) as { revoked_at?: unknown; frozen_at?: unknown; expires_at?: unknown }
  const isOver = typeof says.expires_at === 'string' && Date.parse(says.expires_at) <= now
  const live = problem === undefined && says.revoked_at === null && says.frozen_at === null && !isOver
  return { valid: problem === undefined, problem, live }
}

async function findProblem(document: unknown, publicKey: string): Promise<string | undefined> {
  if (typeof document !== 'object' || document === null) return 'it is no grant'
  const { hash, signature, ...content } = document as Record<string, unknown>
  if (content.type !== 'nodeyard.grant.v1' || typeof hash !== 'string' || typeof signature !== 'string') {
    return 'it is no grant'
  }
  const bytes = new TextEncoder().encode(canonicalJson(content))
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  if (toHex(digest) !== hash) return 'it was changed: its hash is not that of its content'
  const key = await crypto.subtle.importKey('raw', fromBase64(publicKey), 'Ed25519', false, ['verify'])
  const isSigned = await crypto.subtle.verify('Ed25519', key, fromBase64(signature), digest)
  return isSigned ? undefined : 'its signature is not by this key'
}

/** JSON in one spelling: keys sorted at every depth, no spaces. */
function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`).join(',')}}`
}

const toHex = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
const fromBase64 = (text: string) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))

import { Fault } from '../../fault.ts'

/**
 * The SHA-256, in hex, that a tus `Upload-Checksum` header asks for; undefined without one.
 *
 * @throws Fault `invalid_request` for another algorithm, or what is not a digest
 */
export function checksumOf(header: string | undefined): string | undefined {
  if (header === undefined) return undefined
  const [, digest] = /^sha256 ([A-Za-z0-9+/]{43}=)$/.exec(header) ?? []
  if (digest !== undefined) return Buffer.from(digest, 'base64').toString('hex')
  throw new Fault('invalid_request', 'Upload-Checksum must be "sha256" and the digest in base64', {
    field: 'upload-checksum',
  })
}

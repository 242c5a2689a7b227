import { isSha256 } from '../../blobs/blob-path.ts'
import type { BlobStore } from '../../blobs/blob-store.ts'
import { Fault } from '../../fault.ts'
import type { Signer } from '../../signer.ts'

const PURPOSE = 'blob-url'

export interface BlobLink {
  sha256: string
  /** What the file is called where it arrives. */
  filename: string
  disposition: 'attachment' | 'inline'
}

/**
 * An address from which anyone may fetch a blob until it expires: a path of this server (`/blobs/…`), or a
 * whole URL where the store answers itself. Whoever calls this has asked `mayUse`.
 *
 * @param link.expiresIn seconds
 */
export async function signBlobUrl(
  { blobs, signer }: { blobs: BlobStore; signer: Signer },
  link: Omit<BlobLink, 'disposition'> & { expiresIn: number; disposition?: BlobLink['disposition'] },
): Promise<string> {
  const { sha256, filename, expiresIn, disposition = 'attachment' } = link
  if (blobs.signedUrl) return blobs.signedUrl(sha256, { filename, expiresIn, disposition })
  const expires = String(Math.floor(Date.now() / 1000) + expiresIn)
  const name = filename.toWellFormed()
  const query = new URLSearchParams({ name, expires })
  if (disposition === 'inline') query.set('disposition', disposition)
  query.set('signature', signer.sign(PURPOSE, textOf(sha256, name, expires, disposition)))
  return `/blobs/${sha256}?${query}`
}

/**
 * What a signed address stands for.
 *
 * @throws Fault `forbidden` when it was not signed by this installation, or has expired
 */
export function readBlobUrl(
  signer: Signer,
  sha256: string,
  query: { name?: string; expires?: string; disposition?: string; signature?: string },
): BlobLink {
  const { name = '', expires = '', signature = '' } = query
  const disposition = query.disposition === 'inline' ? 'inline' : 'attachment'
  if (!isSha256(sha256) || !signer.isSigned(PURPOSE, textOf(sha256, name, expires, disposition), signature)) {
    throw new Fault('forbidden', 'this address is not complete: ask for a new one')
  }
  if (Number(expires) * 1000 <= Date.now()) {
    throw new Fault('forbidden', 'this address has expired: ask for a new one')
  }
  return { sha256, filename: name, disposition }
}

/** The name comes last: it alone can hold a line break. */
const textOf = (sha256: string, name: string, expires: string, disposition: string): string =>
  [sha256, expires, disposition, name].join('\n')

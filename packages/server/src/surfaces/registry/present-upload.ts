import { Type } from 'typebox'
import type { BlobStore } from '../../blobs/blob-store.ts'
import type { MissingBlob } from '../../domain/artifacts/open-uploads.ts'
import { oidOf } from './present.ts'

/** From this many bytes on an upload is worth resuming, and goes by tus. */
const TUS_FROM = 16 * 1024 * 1024

/** What one PATCH need not exceed, so that no proxy on the way loses patience. */
const PART_SIZE = 64 * 1024 * 1024

export const MissingUpload = Type.Object({
  oid: Type.String({ description: '`sha256:<hex>`' }),
  size: Type.Integer({ description: 'Bytes.' }),
  protocol: Type.Unsafe<'put' | 'tus'>({
    type: 'string',
    enum: ['put', 'tus'],
    description: '`put`: one request with all bytes. `tus`: tus 1.0, which resumes after a cut.',
  }),
  url: Type.String({ description: 'Where the bytes go, with the key of any contributor.' }),
  method: Type.Unsafe<'PUT' | 'PATCH'>({ type: 'string', enum: ['PUT', 'PATCH'] }),
  headers: Type.Record(Type.String(), Type.String(), { description: 'To send along with every request.' }),
  part_size: Type.Integer({ description: 'How many bytes to send in one request at most.' }),
  offset: Type.Integer({ description: 'How many bytes are here already: go on from there.' }),
})

/** Where and how a client sends a blob. `publicUrl` is where it reaches this server. */
export async function presentUpload(
  { sha256, size, uploadId }: MissingBlob,
  { blobs, publicUrl }: { blobs: BlobStore; publicUrl: string },
) {
  const common = { oid: oidOf(sha256), size, url: `${publicUrl}/v1/uploads/${uploadId}` }
  if (size < TUS_FROM) {
    return {
      ...common,
      protocol: 'put' as const,
      method: 'PUT' as const,
      headers: { 'Content-Type': 'application/octet-stream' },
      part_size: size,
      offset: 0,
    }
  }
  return {
    ...common,
    protocol: 'tus' as const,
    method: 'PATCH' as const,
    headers: { 'Content-Type': 'application/offset+octet-stream', 'Tus-Resumable': '1.0.0' },
    part_size: PART_SIZE,
    offset: await blobs.staging.received(uploadId),
  }
}

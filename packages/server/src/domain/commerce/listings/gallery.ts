import type { BlobStore } from '../../../blobs/blob-store.ts'
import type { Database, Trx } from '../../../db/database.ts'
import type { ListingMediaTable } from '../../../db/tables/commerce.ts'
import { touchBlobs } from '../../artifacts/touch-blobs.ts'
import { findUsableBlobs } from '../../artifacts/usable-blobs.ts'
import { refuseField } from '../refuse-field.ts'

export const MOST_MEDIA = 8

/** A picture or film as a client gives it: bytes that were uploaded (`sha256:<hex>`), or an address. */
export interface MediaInput {
  kind?: 'image' | 'video' | undefined
  url?: string | undefined
  blob?: string | undefined
  alt?: string | undefined
}

export type Media = Omit<ListingMediaTable, 'listing_id' | 'position'>

/**
 * What may be shown in a page, by its first bytes. Never SVG or HTML: those are programs.
 *
 * Offsets and signatures as in the formats' own specifications.
 */
const KINDS: readonly { type: string; kind: 'image' | 'video'; test(bytes: Buffer): boolean }[] = [
  {
    type: 'image/png',
    kind: 'image',
    test: (bytes) => bytes.subarray(0, 8).toString('latin1') === '\x89PNG\r\n\x1a\n',
  },
  { type: 'image/jpeg', kind: 'image', test: (bytes) => bytes.subarray(0, 3).toString('hex') === 'ffd8ff' },
  { type: 'image/gif', kind: 'image', test: (bytes) => /^GIF8[79]a/.test(bytes.toString('latin1')) },
  { type: 'image/webp', kind: 'image', test: (bytes) => /^RIFF[\s\S]{4}WEBP/.test(bytes.toString('latin1')) },
  {
    type: 'image/avif',
    kind: 'image',
    test: (bytes) => /^[\s\S]{4}ftypavi[fs]/.test(bytes.toString('latin1')),
  },
  {
    type: 'video/mp4',
    kind: 'video',
    test: (bytes) => /^[\s\S]{4}ftyp(?:isom|iso\d|mp4\d|avc1|M4V )/.test(bytes.toString('latin1')),
  },
  { type: 'video/webm', kind: 'video', test: (bytes) => bytes.subarray(0, 4).toString('hex') === '1a45dfa3' },
]

/**
 * Checks a gallery and finds out what its blobs are.
 *
 * @throws Fault `validation_failed` for more than eight, for an address that is not http(s), and for bytes
 * that are not the owner's or are neither a picture nor a film
 */
export async function checkGallery(
  { database, blobs }: { database: Database; blobs: BlobStore },
  owner: { accountId: string; ownerId: string },
  gallery: readonly MediaInput[],
): Promise<Media[]> {
  if (gallery.length > MOST_MEDIA)
    throw refuseField('gallery', `holds at most ${MOST_MEDIA} pictures and films`)
  const hashes = gallery.flatMap(({ blob }) => (blob === undefined ? [] : [hashIn(blob)]))
  const usable = await findUsableBlobs(database.read, owner, hashes)
  return Promise.all(
    gallery.map(async ({ kind, url, blob, alt }, index) => {
      const at = `gallery.${index}`
      if ((url === undefined) === (blob === undefined)) throw refuseField(at, 'has either a url or a blob')
      if (url !== undefined)
        return {
          kind: kind ?? 'image',
          url: checkUrl(url, at),
          sha256: null,
          content_type: null,
          alt: alt ?? null,
        }
      const sha256 = hashIn(blob!)
      if (!usable.has(sha256))
        throw refuseField(`${at}.blob`, 'was not uploaded: send it to /v1/uploads first')
      const bytes = Buffer.from(await blobs.readAt(sha256, 0, 64))
      const found = KINDS.find(({ test }) => test(bytes))
      if (!found) throw refuseField(`${at}.blob`, `is none of ${KINDS.map(({ type }) => type).join(', ')}`)
      if (kind !== undefined && kind !== found.kind)
        throw refuseField(`${at}.kind`, `is not what the bytes are: ${found.type}`)
      return { kind: found.kind, url: null, sha256, content_type: found.type, alt: alt ?? null }
    }),
  )
}

const hashIn = (blob: string) => blob.replace(/^sha256:/, '').toLowerCase()

function checkUrl(url: string, at: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  if (!parsed || !['http:', 'https:'].includes(parsed.protocol) || parsed.username || parsed.password) {
    throw refuseField(`${at}.url`, 'must be an http(s) address')
  }
  return parsed.href
}

/** Replaces a listing's gallery. */
export async function setGallery(trx: Trx, listingId: string, media: readonly Media[]): Promise<void> {
  const hashes = media.flatMap(({ sha256 }) => sha256 ?? [])
  const present = await touchBlobs(trx, hashes, Date.now())
  if (hashes.some((sha256) => !present.has(sha256)))
    throw refuseField('gallery', 'a blob is gone: upload it again')
  await trx.deleteFrom('listing_media').where('listing_id', '=', listingId).execute()
  const rows = media.map((item, position) => ({ listing_id: listingId, position, ...item }))
  if (rows.length > 0) await trx.insertInto('listing_media').values(rows).execute()
}

import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { BlobStore } from './blob-store.ts'
import { FileStore } from './file-store.ts'

export interface BlobStoreOptions {
  /** `BLOB_URL`: `file:///folder`, `s3://bucket/prefix`, or undefined for a folder beside the other data. */
  url: string | undefined
  /** Absolute path. */
  dataFolder: string
  s3: {
    endpoint?: string | undefined
    region: string
    accessKeyId?: string | undefined
    secretAccessKey?: string | undefined
  }
  /** How many bytes of copies of remote blobs to keep on this machine. */
  cacheBytes?: number
}

const CACHE_BYTES = 32 * 1024 ** 3

/**
 * Opens the store that `BLOB_URL` names.
 *
 * @throws Error that names `BLOB_URL` and what it may be, when it is none of that
 */
export async function openBlobStore(options: BlobStoreOptions): Promise<BlobStore> {
  const { url, dataFolder, s3, cacheBytes = CACHE_BYTES } = options
  if (url === undefined) return FileStore.open(join(dataFolder, 'blobs'))
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  if (parsed?.protocol === 'file:' && parsed.host === '') return FileStore.open(fileURLToPath(parsed))
  if (parsed?.protocol === 's3:' && parsed.host !== '') {
    const prefix = decodeURIComponent(parsed.pathname).replace(/^\/+|\/+$/g, '')
    // Its library is large, and most servers keep their blobs on their own disk.
    const { S3Store } = await import('./s3-store.ts')
    return S3Store.open({
      ...s3,
      bucket: parsed.host,
      prefix: prefix && `${prefix}/`,
      localFolder: join(dataFolder, 'blobs'),
      cacheBytes,
    })
  }
  throw new Error(`BLOB_URL is "${url}", but must be s3://bucket[/prefix] or file:///folder`)
}

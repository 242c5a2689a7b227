import { createReadStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  paginateListObjectsV2,
  S3Client,
  type S3ClientConfig,
} from '@aws-sdk/client-s3'
import { Upload } from '@aws-sdk/lib-storage'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import { missingBlob } from './blob-faults.ts'
import { blobAtPath, blobPath } from './blob-path.ts'
import {
  type BlobEntry,
  type BlobStore,
  type ByteRange,
  type LocalBlob,
  READ_SIZE,
  type SignedUrlOptions,
  type StagedFile,
} from './blob-store.ts'
import { contentDisposition } from './content-disposition.ts'
import { LocalCache } from './local-cache.ts'
import { putStream } from './put-stream.ts'
import { isMissing, toStoreFault } from './s3-fault.ts'
import { Staging, type StagingOptions } from './staging.ts'

export interface S3StoreOptions extends StagingOptions {
  bucket: string
  /** Empty, or a path that ends in `/`. */
  prefix: string
  endpoint?: string | undefined
  region: string
  /** Without them the SDK looks where it always does: its environment, its files, the machine's role. */
  accessKeyId?: string | undefined
  secretAccessKey?: string | undefined
  /** A folder of this machine, for bytes on their way in and copies of those in use. */
  localFolder: string
  /** How many bytes of copies to keep. */
  cacheBytes: number
}

const MiB = 1024 * 1024

/** The name of the blob of no bytes. */
const EMPTY = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

/** S3 takes at most this many parts of one object. */
const MAX_PARTS = 10_000

/** Breaks of a download that are mended by asking for the rest, one after another. */
const MAX_BREAKS = 3

/** Blobs as objects of a bucket, `<prefix>sha256/ab/cd/<name>`, in Amazon's S3 or anything that speaks it. */
export class S3Store implements BlobStore {
  readonly description: string
  readonly staging: Staging
  readonly #client: S3Client
  readonly #bucket: string
  readonly #prefix: string
  readonly #cache: LocalCache

  private constructor(options: S3StoreOptions, staging: Staging, cache: LocalCache) {
    this.#client = new S3Client(clientConfig(options))
    this.#bucket = options.bucket
    this.#prefix = options.prefix
    this.#cache = cache
    this.staging = staging
    this.description = `s3://${options.bucket}/${options.prefix}`
  }

  static async open(options: S3StoreOptions): Promise<S3Store> {
    const staging = await Staging.open(join(options.localFolder, 'incoming'), options)
    const cache = await LocalCache.open(join(options.localFolder, 'cache'), options.cacheBytes, staging)
    return new S3Store(options, staging, cache)
  }

  async stat(sha256: string): Promise<{ size: number } | undefined> {
    const object = this.#object(sha256)
    try {
      const { ContentLength } = await this.#client.send(new HeadObjectCommand(object))
      return { size: ContentLength ?? 0 }
    } catch (error) {
      if (isMissing(error)) return undefined
      throw toStoreFault(error)
    }
  }

  async *read(sha256: string, { start = 0, end = Infinity }: ByteRange = {}): AsyncGenerator<Uint8Array> {
    const object = this.#object(sha256)
    // An empty range cannot be spelled in HTTP, and not every store answers one of an empty object rightly.
    if (end <= start || sha256 === EMPTY) {
      if (await this.stat(sha256)) return
      throw missingBlob(sha256)
    }
    let position = start
    for (let breaks = 0; ; breaks++) {
      try {
        for await (const chunk of await this.#get(object, position, end)) {
          // A store may send more than was asked for.
          const wanted = chunk.subarray(0, Math.min(chunk.length, end - position))
          position += wanted.length
          yield* cut(wanted)
          if (position === end) return
        }
        return
      } catch (error) {
        if (isMissing(error)) throw missingBlob(sha256)
        if (breaks === MAX_BREAKS) throw toStoreFault(error)
      }
    }
  }

  async readAt(sha256: string, offset: number, length: number): Promise<Uint8Array> {
    const chunks: Uint8Array[] = []
    for await (const chunk of this.read(sha256, { start: offset, end: offset + length })) chunks.push(chunk)
    return Buffer.concat(chunks)
  }

  put(bytes: AsyncIterable<Uint8Array>, expected?: string): Promise<{ sha256: string; size: number }> {
    return putStream(this, bytes, expected)
  }

  async adopt({ path, sha256, size }: StagedFile): Promise<void> {
    const found = await this.stat(sha256)
    if (found?.size !== size) await this.#upload(path, sha256, size)
    await rm(path)
  }

  async remove(sha256: string): Promise<boolean> {
    const found = await this.stat(sha256)
    if (!found) return false
    await this.#client.send(new DeleteObjectCommand(this.#object(sha256))).catch((error) => {
      throw toStoreFault(error)
    })
    return true
  }

  async *list(): AsyncGenerator<BlobEntry> {
    const pages = paginateListObjectsV2(
      { client: this.#client },
      { Bucket: this.#bucket, Prefix: `${this.#prefix}sha256/` },
    )
    try {
      for await (const { Contents = [] } of pages) {
        for (const { Key = '', Size = 0, LastModified } of Contents) {
          const sha256 = blobAtPath(Key.slice(this.#prefix.length))
          if (sha256) yield { sha256, size: Size, modifiedAt: LastModified?.getTime() ?? 0 }
        }
      }
    } catch (error) {
      throw toStoreFault(error)
    }
  }

  openLocal(sha256: string): Promise<LocalBlob> {
    return this.#cache.hold(sha256, () => this.read(sha256))
  }

  signedUrl(sha256: string, { filename, expiresIn, disposition }: SignedUrlOptions): Promise<string> {
    const command = new GetObjectCommand({
      ...this.#object(sha256),
      ResponseContentDisposition: contentDisposition(disposition, filename),
      ResponseContentType: 'application/octet-stream',
    })
    return getSignedUrl(this.#client, command, { expiresIn })
  }

  async check(): Promise<void> {
    await this.#client.send(new HeadBucketCommand({ Bucket: this.#bucket })).catch((error) => {
      throw isMissing(error) ? new Error(`there is no bucket "${this.#bucket}"`) : toStoreFault(error)
    })
  }

  #object(sha256: string) {
    return { Bucket: this.#bucket, Key: this.#prefix + blobPath(sha256) }
  }

  async #get(object: { Bucket: string; Key: string }, start: number, end: number) {
    const isWhole = start === 0 && end === Infinity
    const range = isWhole ? {} : { Range: `bytes=${start}-${end === Infinity ? '' : end - 1}` }
    try {
      const { Body } = await this.#client.send(new GetObjectCommand({ ...object, ...range }))
      return Body as Readable
    } catch (error) {
      if ((error as Error).name === 'InvalidRange') return []
      throw error
    }
  }

  /** In parts that are kept in memory until sent, so that each can be sent again: few where they are large. */
  async #upload(path: string, sha256: string, size: number): Promise<void> {
    const partSize = Math.max(8 * MiB, Math.ceil(size / MAX_PARTS / MiB) * MiB)
    const upload = new Upload({
      client: this.#client,
      params: { ...this.#object(sha256), Body: createReadStream(path, { highWaterMark: READ_SIZE }) },
      partSize,
      queueSize: Math.max(1, Math.min(4, Math.floor((32 * MiB) / partSize))),
    })
    await upload.done().catch((error) => {
      throw toStoreFault(error)
    })
  }
}

function clientConfig(options: S3StoreOptions): S3ClientConfig {
  const { endpoint, region, accessKeyId, secretAccessKey } = options
  return {
    region,
    // Newer checksums only where the protocol asks for them: not every S3 knows them.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    // A store that has gone silent must not hold a request for ever. Milliseconds.
    requestHandler: { connectionTimeout: 5_000, socketTimeout: 60_000 },
    ...(endpoint ? { endpoint, forcePathStyle: true } : {}),
    ...(accessKeyId && secretAccessKey ? { credentials: { accessKeyId, secretAccessKey } } : {}),
  }
}

function* cut(chunk: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < chunk.length; at += READ_SIZE) yield chunk.subarray(at, at + READ_SIZE)
}

import type { Staging } from './staging.ts'

/** How many bytes one read asks for. 64 KiB reads halve the speed of a download; more than this gains nothing. */
export const READ_SIZE = 1024 * 1024

/** A part of a blob: from `start` up to but without `end`, both counted in bytes. */
export interface ByteRange {
  /** Default 0. */
  start?: number | undefined
  /** Default: the end of the blob. What lies beyond the end is left out without complaint. */
  end?: number | undefined
}

export interface BlobEntry {
  sha256: string
  size: number
  /** Milliseconds since 1970 UTC, by the store's clock. */
  modifiedAt: number
}

/** A whole file of bytes that have been hashed and are on disk, ready to become a blob. */
export interface StagedFile {
  path: string
  sha256: string
  size: number
}

/** A blob as a file of this machine, for as long as it is held. Whoever asked for it disposes of it. */
export interface LocalBlob extends AsyncDisposable {
  readonly path: string
  readonly size: number
}

export interface SignedUrlOptions {
  /** What a browser should call the file. */
  filename: string
  /** Seconds. */
  expiresIn: number
  disposition: 'attachment' | 'inline'
}

/**
 * Bytes named by their SHA-256, written as 64 lowercase hex digits.
 *
 * A blob appears whole or not at all, and never changes. Two writers of the same bytes do not disturb each
 * other, in one process or in several. A store knows nothing of who needs a blob: the `blob` table does.
 */
export interface BlobStore {
  /** What it is and where, for logs and documents; holds no secret. */
  readonly description: string

  /** Where bytes come in, on this machine's disk. */
  readonly staging: Staging

  /** Its size, or undefined when there is no such blob. */
  stat(sha256: string): Promise<{ size: number } | undefined>

  /**
   * The bytes in chunks of at most 1 MiB, each the reader's to keep.
   *
   * @throws Fault `not_found` when there is no such blob
   */
  read(sha256: string, range?: ByteRange): AsyncIterable<Uint8Array>

  /**
   * `length` bytes from `offset`; fewer when the blob ends before, none when it ends before `offset`.
   *
   * @throws Fault `not_found` when there is no such blob
   */
  readAt(sha256: string, offset: number, length: number): Promise<Uint8Array>

  /**
   * Takes in a stream of bytes and answers what it became.
   *
   * @param expected the SHA-256 they must have
   * @throws Fault `checksum_mismatch` when they have another, `storage_full` when the disk is; either way
   * nothing of them stays
   */
  put(bytes: AsyncIterable<Uint8Array>, expected?: string): Promise<{ sha256: string; size: number }>

  /** Makes a blob of a staged file, which is gone afterwards. Returns once it would survive a power cut. */
  adopt(file: StagedFile): Promise<void>

  /** Whether there was one to remove. Those who are reading it may finish. */
  remove(sha256: string): Promise<boolean>

  /** Every blob, in the order of the names. Those that come or go meanwhile may or may not be among them. */
  list(): AsyncIterable<BlobEntry>

  /**
   * The blob as a file of this machine: the store's own, or a copy that is kept for next time.
   *
   * @throws Fault `not_found` when there is no such blob
   */
  openLocal(sha256: string): Promise<LocalBlob>

  /** An address from which anyone may fetch the blob until it expires, where the store can answer itself. */
  signedUrl?(sha256: string, options: SignedUrlOptions): Promise<string>

  /** Throws, saying what is wrong, when the store cannot be reached or written. */
  check(): Promise<void>
}

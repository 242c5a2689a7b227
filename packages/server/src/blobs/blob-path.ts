const SHA256 = /^[0-9a-f]{64}$/

/** Whether `text` is a blob's name: 64 lowercase hex digits. */
export function isSha256(text: string): boolean {
  return SHA256.test(text)
}

/**
 * Where a blob is, below the store's root: `sha256/ab/cd/<name>`.
 *
 * Two levels of 256 folders keep a folder at 15,000 entries with 10⁹ blobs. Files and S3 share the layout,
 * so a store can be moved from one to the other with any copying tool.
 */
export function blobPath(sha256: string): string {
  // The name becomes part of a path: nothing else may pass, whoever forgot to check.
  if (!isSha256(sha256)) throw new TypeError('a blob is named by 64 lowercase hex digits')
  return `sha256/${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`
}

/** The name of the blob at `path` below the store's root, or undefined for anything else that lies there. */
export function blobAtPath(path: string): string | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1)
  return isSha256(name) && blobPath(name) === path ? name : undefined
}

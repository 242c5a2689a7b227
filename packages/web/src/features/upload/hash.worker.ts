import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'

/** Files up to this size are read at once and hashed by the browser itself, where it lets pages do so. Bytes. */
const WHOLE = 64_000_000

/** Reads a file once, a piece at a time, and tells how far it is and what its SHA-256 is. */
addEventListener('message', async ({ data: file }: MessageEvent<File>) => {
  try {
    // Only on HTTPS and on this computer; elsewhere, and for large files, it is done piece by piece.
    if (isSecureContext && file.size <= WHOLE) {
      const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer())
      postMessage({ bytes: file.size, sha256: bytesToHex(new Uint8Array(digest)) })
      return
    }
    const hash = sha256.create()
    const reader = file.stream().getReader()
    let untold = 0
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      hash.update(value)
      untold += value.length
      if (untold < 4e6) continue
      postMessage({ bytes: untold })
      untold = 0
    }
    postMessage({ bytes: untold, sha256: bytesToHex(hash.digest()) })
  } catch (error) {
    postMessage({ error: String(error) })
  }
})

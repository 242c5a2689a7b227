import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'

/** Reads a file once, a piece at a time, and tells how far it is and what its SHA-256 is. */
addEventListener('message', async ({ data: file }: MessageEvent<File>) => {
  try {
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

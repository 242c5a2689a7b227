import { Upload } from 'tus-js-client'
import { csrfHeader, sessionFetch } from '../../app/api.ts'

/** Smaller files go in one request each: resuming them would cost more than sending them again. */
const AT_ONCE = 1_000_000

/** Milliseconds until the next try after a cut, again and again for about half an hour. */
const RETRIES = [300, 700, 1500, 3000, 5000, ...Array<number>(180).fill(10_000)]

export interface Sending {
  /** How many bytes of it have arrived. */
  onProgress(sent: number): void
  /** The connection broke, or is there again. */
  onCut(isCut: boolean): void
  signal: AbortSignal
}

/**
 * Sends the bytes of a file to where the server wants them; by tus where it is large, so that what had arrived
 * before a cut, a restart of the server or a reload of the page is not sent again.
 */
export async function sendFile(file: File, url: string, chunkSize: number, how: Sending): Promise<void> {
  // The server may have a public name that this page did not come by.
  const path = new URL(url, location.href).pathname
  if (file.size <= AT_ONCE) return putFile(file, path, how)
  const headers = await csrfHeader()
  await new Promise<void>((resolve, reject) => {
    const upload = new Upload(file, {
      uploadUrl: new URL(path, location.href).href,
      chunkSize,
      headers,
      retryDelays: RETRIES,
      storeFingerprintForResuming: false,
      onProgress: (sent) => {
        how.onCut(false)
        how.onProgress(sent)
      },
      onShouldRetry: (error) => {
        const status = error.originalResponse?.getStatus() ?? 0
        const isPassing = status === 0 || status === 409 || status === 423 || status >= 500
        if (isPassing) how.onCut(true)
        return isPassing
      },
      onSuccess: () => resolve(),
      onError: (error) => reject(new Error(saidBy(error) ?? error.message)),
    })
    how.signal.addEventListener('abort', () => {
      void upload.abort()
      reject(how.signal.reason)
    })
    upload.start()
  })
}

/** The server's own words, if it answered. */
function saidBy(error: Error): string | undefined {
  const body = (error as { originalResponse?: { getBody(): string } | null }).originalResponse?.getBody()
  try {
    return (JSON.parse(body ?? '') as { error?: { message?: string } }).error?.message
  } catch {
    return undefined
  }
}

async function putFile(file: File, path: string, { onProgress, onCut, signal }: Sending): Promise<void> {
  for (const delay of [...RETRIES, undefined]) {
    const response = await sessionFetch(path, { method: 'PUT', body: file, signal }).catch((error) => {
      if (signal.aborted || delay === undefined) throw error
    })
    if (response?.ok) {
      onCut(false)
      return onProgress(file.size)
    }
    if (response && response.status < 500 && response.status !== 423) {
      const { error } = (await response.json().catch(() => ({}))) as { error?: { message?: string } }
      throw new Error(error?.message ?? `the server answered ${response.status}`)
    }
    onCut(true)
    await new Promise((resolve) => setTimeout(resolve, delay))
    signal.throwIfAborted()
  }
}

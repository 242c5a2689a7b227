import { createReadStream, type ReadStream } from 'node:fs'
import * as tus from 'tus-js-client'
import { type ApiError, readApiError } from '../api-error.ts'
import type { Connection } from '../client.ts'
import { unreachable } from '../retry.ts'
import { READ_SIZE } from './hash-files.ts'

/** Milliseconds to wait before each new attempt; the count begins anew whenever bytes have got through. */
const RETRY_AFTER = [0, 500, 1000, 2000, 4000, 8000, 15_000]

export interface SendOptions {
  /** Told how many bytes of the file are there. */
  onBytes?: ((sent: number) => void) | undefined
  signal?: AbortSignal | undefined
}

/**
 * Sends a file to an upload that the server has opened, by the tus protocol: it begins where the upload
 * stands, and goes on from there after a cut. The file is read as it is sent, never as a whole.
 *
 * @throws ApiError when the server refuses, and when it stays unreachable
 */
export function sendLargeFile(
  server: Connection,
  file: { source: string; size: number; url: string; part_size: number },
  { onBytes, signal }: SendOptions = {},
): Promise<void> {
  return new Promise((resolve, reject) => {
    const sending = new tus.Upload(openLazily(file), {
      uploadUrl: file.url,
      uploadSize: file.size,
      headers: server.headers(),
      retryDelays: RETRY_AFTER,
      storeFingerprintForResuming: false,
      fileReader: { openFile: async () => readerOf(file, fail) },
      chunkSize: file.part_size,
      onProgress: (sent) => onBytes?.(sent),
      onSuccess: () => finish(),
      onError: (error) => toApiError(error, file.url).then(fail, fail),
      onShouldRetry: (error) => {
        const status = error.originalResponse?.getStatus()
        return status === undefined || status === 409 || status === 423 || status === 429 || status >= 500
      },
    })
    const stop = () => fail(signal?.reason)
    const finish = () => {
      signal?.removeEventListener('abort', stop)
      resolve()
    }
    function fail(error: unknown) {
      signal?.removeEventListener('abort', stop)
      void sending.abort()
      reject(error)
    }
    if (signal?.aborted) return stop()
    signal?.addEventListener('abort', stop, { once: true })
    sending.start()
  })
}

/** The package wants something that looks like a file; our reader is what reads it. */
const openLazily = ({ size }: { size: number }) => ({ size }) as unknown as Buffer

function readerOf({ source, size }: { source: string; size: number }, fail: (error: unknown) => void) {
  let last: ReadStream | undefined
  return {
    size,
    close() {
      last?.destroy()
    },
    async slice(start: number, end: number) {
      // The one before may have been left half read by a connection that broke.
      last?.destroy()
      const stop = Math.min(end, size)
      const stream = createReadStream(source, { start, end: stop - 1, highWaterMark: READ_SIZE })
      // A file that cannot be read must end the upload, not the program.
      stream.on('error', fail)
      last = stream
      return { value: Object.assign(stream, { size: stop - start }), done: stop >= size }
    },
  }
}

async function toApiError(error: Error | tus.DetailedError, url: string): Promise<ApiError> {
  const answer = 'originalResponse' in error ? error.originalResponse : null
  if (!answer) return unreachable(url, ('causingError' in error && error.causingError) || error)
  const names = ['content-type', 'retry-after', 'x-request-id']
  const headers = names.flatMap((name): [string, string][] => {
    const value = answer.getHeader(name)
    return value === undefined ? [] : [[name, value]]
  })
  return readApiError(new Response(answer.getBody(), { status: answer.getStatus(), headers }))
}

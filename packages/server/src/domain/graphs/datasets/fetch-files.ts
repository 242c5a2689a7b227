import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rename, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { RunContext } from '../run-context.ts'

/** Bytes that are fetched at most for one file. */
const MOST_BYTES = 4 * 2 ** 30

/**
 * Fetches files that are not there yet. A file appears whole or not at all.
 *
 * @returns their paths
 * @throws Error for an answer that is not 200, or no answer
 */
export async function fetchFiles(
  { fetch, signal }: Pick<RunContext, 'fetch' | 'signal'>,
  files: readonly { url: string; path: string; headers?: Record<string, string> }[],
): Promise<string[]> {
  for (const { url, path, headers = {} } of files) {
    if (await stat(path).catch(() => undefined)) continue
    const answer = await fetch(url, { headers, signal })
    if (!answer.ok || !answer.body) {
      await answer.body?.cancel()
      throw new Error(`${new URL(url).host} answers ${answer.status}`)
    }
    await mkdir(dirname(path), { recursive: true })
    const part = `${path}.${randomUUID()}`
    try {
      let size = 0
      const count = async function* (bytes: AsyncIterable<Uint8Array>) {
        for await (const chunk of bytes) {
          size += chunk.length
          if (size > MOST_BYTES) throw new Error(`it is larger than ${MOST_BYTES} bytes`)
          yield chunk
        }
      }
      await pipeline(Readable.fromWeb(answer.body as never), count, createWriteStream(part), { signal })
      await rename(part, path)
    } catch (error) {
      await rm(part, { force: true })
      throw error
    }
  }
  return files.map(({ path }) => path)
}

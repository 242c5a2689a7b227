import { readFile } from 'node:fs/promises'
import type { Connection } from '../client.ts'
import type { operations } from '../generated/registry.gen.ts'
import { inParallel } from '../in-parallel.ts'
import { type SendOptions, sendLargeFile } from './send-large-file.ts'

type MissingUpload =
  operations['begin_model_upload']['responses'][200]['content']['application/json']['missing'][number]

/** Bytes that the server asked for, and the file that has them. */
export interface FileToSend extends MissingUpload {
  source: string
}

/** Small files are held in memory while they are sent, so few at a time; they cost round trips, not bytes. */
const SMALL_AT_ONCE = 4
const LARGE_AT_ONCE = 2

/**
 * Sends what the server lacks: small files whole, large ones by tus, which goes on where it was cut.
 *
 * @param options.onBytes told how many bytes are there, those of an earlier run included
 */
export async function sendFiles(
  server: Connection,
  files: readonly FileToSend[],
  { onBytes, signal }: SendOptions = {},
): Promise<void> {
  const sent = new Map<FileToSend, number>()
  let total = 0
  const tell = (file: FileToSend, count: number) => {
    total += count - (sent.get(file) ?? 0)
    sent.set(file, count)
    onBytes?.(total)
  }
  const isSmall = ({ protocol }: FileToSend) => protocol === 'put'
  await inParallel(files.filter(isSmall), SMALL_AT_ONCE, async (file) => {
    await sendSmallFile(server, file, signal)
    tell(file, file.size)
  })
  const large = files.filter((file) => !isSmall(file))
  await inParallel(large, LARGE_AT_ONCE, (file) =>
    sendLargeFile(server, file, { signal, onBytes: (count) => tell(file, count) }),
  )
}

async function sendSmallFile(
  server: Connection,
  { url, method, headers, source }: FileToSend,
  signal: AbortSignal | undefined,
): Promise<void> {
  const body = await readFile(source)
  await server.fetch(url, { method, headers, body, ...(signal ? { signal } : {}) })
}

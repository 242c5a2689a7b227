import { setTimeout as sleep } from 'node:timers/promises'
import { ApiError } from '../api-error.ts'
import type { Connection } from '../client.ts'
import { linesOf } from '../lines-of.ts'
import type { LogFilters, LogLine } from './list-logs.ts'

/** The server ends a stream now and then; before a new one is opened. Milliseconds. */
const PAUSE = 500

/**
 * The last hundred lines of a deployment's log, and then every new one as it is written, until the signal
 * says stop or the deployment is gone. A connection that breaks is opened again where it ended.
 */
export async function* followLogs(
  server: Connection,
  id: string,
  { signal, ...filters }: LogFilters & { signal?: AbortSignal | undefined } = {},
): AsyncGenerator<LogLine, void> {
  const query = new URLSearchParams({ follow: 'true', ...filters })
  let last: string | undefined
  for (let isFirst = true; !signal?.aborted; isFirst = false) {
    try {
      const response = await server.fetch(`/v1/deployments/${encodeURIComponent(id)}/logs?${query}`, {
        headers: { accept: 'text/event-stream', ...(last === undefined ? {} : { 'last-event-id': last }) },
        ...(signal ? { signal } : {}),
      })
      for await (const line of linesOf(response)) {
        // An event is one line of data here; its id is in it too.
        if (!line.startsWith('data:')) continue
        const logged = JSON.parse(line.slice('data:'.length)) as LogLine
        last = logged.id
        yield logged
      }
    } catch (error) {
      if (signal?.aborted) return
      if (error instanceof ApiError && error.status === 404 && !isFirst) return
      if (isFirst || (error instanceof ApiError && error.status > 0 && error.status < 500)) throw error
    }
    await sleep(PAUSE, undefined, signal ? { signal } : {}).catch(() => {})
  }
}

import { setTimeout as sleep } from 'node:timers/promises'
import { ApiError } from './api-error.ts'
import type { Connection } from './client.ts'
import { linesOf } from './lines-of.ts'

/** The server ends a stream now and then; before a new one is opened. Milliseconds. */
const PAUSE = 500

/**
 * What a server tells as it happens, until the signal says stop or what it is about is gone. A connection
 * that breaks is opened again where it ended.
 *
 * @param path below the server's address, with its query
 */
export async function* follow<Item extends { id: string }>(
  server: Connection,
  path: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<Item, void> {
  let last: string | undefined
  for (let isFirst = true; !signal?.aborted; isFirst = false) {
    try {
      const response = await server.fetch(path, {
        headers: { accept: 'text/event-stream', ...(last === undefined ? {} : { 'last-event-id': last }) },
        ...(signal ? { signal } : {}),
      })
      for await (const line of linesOf(response)) {
        // An event is one line of data here; its id is in it too.
        if (!line.startsWith('data:')) continue
        const item = JSON.parse(line.slice('data:'.length)) as Item
        last = item.id
        yield item
      }
    } catch (error) {
      if (signal?.aborted) return
      if (error instanceof ApiError && error.status === 404 && !isFirst) return
      if (isFirst || (error instanceof ApiError && error.status > 0 && error.status < 500)) throw error
    }
    await sleep(PAUSE, undefined, signal ? { signal } : {}).catch(() => {})
  }
}

import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '../../db/database.ts'
import { type LogFilter, type LogLine, listLogLines } from './deployment-logs.ts'

const POLL_MS = 500
/** Lines that are there already when the following begins. */
const FIRST_LINES = 100
const MOST_LINES = 500
/** Servers write their lines a little late, and their clocks differ a little: older ids may still appear. */
const OVERLAP_MS = 5000

/**
 * A deployment's lines as they come, oldest first, from all servers: the last hundred (or those after
 * `afterId`), then every new one. Ends when the signal aborts; what `check` throws ends it too.
 */
export async function* followLogs(
  database: Database,
  deploymentId: string,
  { level, since, afterId }: LogFilter & { afterId?: string | undefined },
  signal: AbortSignal,
  check: () => Promise<void>,
): AsyncGenerator<LogLine[]> {
  const seen = new Map<string, number>()
  let from = since
  let isFirst = afterId === undefined
  while (!signal.aborted) {
    const lines = await listLogLines(database.read, deploymentId, {
      level,
      since: from,
      after: undefined,
      limit: isFirst ? FIRST_LINES : MOST_LINES,
    })
    isFirst = false
    const fresh = lines
      .filter(({ id }) => !seen.has(id) && (afterId === undefined || id > afterId))
      .sort((a, b) => (a.id < b.id ? -1 : 1))
    for (const { id, at } of fresh) seen.set(id, at)
    yield fresh
    from = Math.max(since ?? 0, Date.now() - OVERLAP_MS)
    for (const [id, at] of seen) if (at < from) seen.delete(id)
    await sleep(POLL_MS, undefined, { signal }).catch(() => {})
    if (!signal.aborted) await check()
  }
}

import type { Connection } from '../client.ts'
import { follow } from '../follow.ts'
import type { LogFilters, LogLine } from './list-logs.ts'

/**
 * The last hundred lines of a deployment's log, and then every new one as it is written, until the signal
 * says stop or the deployment is gone. A connection that breaks is opened again where it ended.
 */
export function followLogs(
  server: Connection,
  id: string,
  { signal, ...filters }: LogFilters & { signal?: AbortSignal | undefined } = {},
): AsyncGenerator<LogLine, void> {
  const query = new URLSearchParams({ follow: 'true', ...filters })
  return follow<LogLine>(server, `/v1/deployments/${encodeURIComponent(id)}/logs?${query}`, signal)
}

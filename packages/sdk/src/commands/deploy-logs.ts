import { defineCommand, UsageError } from '../cli/command.ts'
import type { Context } from '../cli/context.ts'
import { printable } from '../cli/table.ts'
import { followLogs } from '../deployments/follow-logs.ts'
import { type LogFilters, type LogLine, listLogs } from '../deployments/list-logs.ts'
import { take } from '../pages.ts'

export default defineCommand({
  usage: '<id>',
  summary: "Show the last lines of a deployment's log, or follow it",
  details: 'With --json each line is an object of its own.',
  options: {
    follow: { type: 'boolean', short: 'f', summary: 'go on with every new line, until Ctrl-C' },
    level: { type: 'string', value: 'level', summary: 'debug, info, warn or error: the least to show' },
    limit: { type: 'string', short: 'n', value: 'number', summary: 'how many lines at most (default 100)' },
  },
  run({ positionals: [id = ''], values: { follow, level, limit = '100' } }, { server, signal }) {
    if (!/^\d+$/.test(limit)) throw new UsageError('--limit must be a whole number')
    // Which levels there are is the server's to say.
    const filters: LogFilters = level ? { level: level as NonNullable<LogFilters['level']> } : {}
    return follow
      ? followLogs(server, id, { ...filters, signal })
      : lastLines(server, id, filters, Number(limit))
  },
  show: ({ ts, level, message }: LogLine) => `${ts} ${level.padEnd(5)} ${printable(message)}`,
})

/** As a log is read: the oldest of them first. */
async function* lastLines(server: Context['server'], id: string, filters: LogFilters, count: number) {
  yield* (await take(listLogs(server, id, filters), count)).reverse()
}

import { answerOf, type Connection } from '../client.ts'
import type { operations } from '../generated/marketplace.gen.ts'
import { everyItem, pageQuery } from '../pages.ts'

type Operation = operations['listDeploymentLogs']
type Query = NonNullable<Operation['parameters']['query']>

export type LogFilters = Pick<Query, 'level' | 'since' | 'until'>
export type LogLine = Operation['responses'][200]['content']['application/json']['items'][number]

/** The lines of a deployment's log, the newest first. */
export function listLogs(
  server: Connection,
  id: string,
  filters: LogFilters = {},
): AsyncGenerator<LogLine, void> {
  return everyItem(async (cursor) => {
    const query = { ...filters, ...pageQuery(cursor) }
    const path = { id }
    const page = await answerOf(
      server.marketplace.GET('/v1/deployments/{id}/logs', { params: { path, query } }),
    )
    // Only with `follow` does it answer with events, which are a text.
    return page as Exclude<typeof page, string>
  })
}

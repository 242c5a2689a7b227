import { answerOf, type Connection } from '../client.ts'
import type { operations } from '../generated/marketplace.gen.ts'
import { everyItem, pageQuery } from '../pages.ts'

type Query = NonNullable<operations['listDeployments']['parameters']['query']>

export type DeploymentFilters = Omit<Query, 'cursor' | 'limit'>

/** The caller's deployments and those of their organisations, the newest first. */
export function listDeployments(server: Connection, filters: DeploymentFilters = {}) {
  return everyItem((cursor) => {
    const query = { ...filters, ...pageQuery(cursor) }
    return answerOf(server.marketplace.GET('/v1/deployments', { params: { query } }))
  })
}

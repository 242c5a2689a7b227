import { answerOf, type Connection } from '../client.ts'
import type { operations } from '../generated/marketplace.gen.ts'

export type DeploymentMetrics =
  operations['getDeploymentMetrics']['responses'][200]['content']['application/json']

/**
 * What a deployment did lately, on all servers: requests, errors, latency, rows of a run.
 *
 * @param window how far back: minutes, hours or days, `15m`, `24h`, up to `30d`; default an hour
 */
export function getMetrics(server: Connection, id: string, window?: string): Promise<DeploymentMetrics> {
  const query = window === undefined ? {} : { window }
  return answerOf(server.marketplace.GET('/v1/deployments/{id}/metrics', { params: { path: { id }, query } }))
}

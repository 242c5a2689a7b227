import { answerOf, type Connection } from '../client.ts'
import type { operations } from '../generated/marketplace.gen.ts'
import type { Deployment } from './create-deployment.ts'

export type DeploymentChange = operations['updateDeployment']['requestBody']['content']['application/json']

/**
 * Changes settings, moves to another version, stops or starts. Another version is loaded beside the one that
 * answers and takes its place when it is ready: no invocation is dropped.
 */
export function updateDeployment(
  server: Connection,
  id: string,
  change: DeploymentChange,
): Promise<Deployment> {
  return answerOf(
    server.marketplace.PATCH('/v1/deployments/{id}', { params: { path: { id } }, body: change }),
  )
}

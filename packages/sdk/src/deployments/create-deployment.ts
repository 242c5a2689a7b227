import { answerOf, type Connection } from '../client.ts'
import type { components, operations } from '../generated/marketplace.gen.ts'

export type Deployment = components['schemas']['Deployment']
export type NewDeployment = operations['createDeployment']['requestBody']['content']['application/json']

/**
 * Puts a version of a model behind an endpoint. It can be invoked at once: the first invocation waits until
 * the model is loaded.
 *
 * @example
 * const { id } = await createDeployment(yard, { model: 'admin/digits@^1' })
 */
export function createDeployment(server: Connection, deployment: NewDeployment): Promise<Deployment> {
  return answerOf(server.marketplace.POST('/v1/deployments', { body: deployment }))
}

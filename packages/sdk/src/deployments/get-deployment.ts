import { answerOf, type Connection } from '../client.ts'
import type { Deployment } from './create-deployment.ts'

/** A deployment by its id. */
export function getDeployment(server: Connection, id: string): Promise<Deployment> {
  return answerOf(server.marketplace.GET('/v1/deployments/{id}', { params: { path: { id } } }))
}

import type { Connection } from '../client.ts'

/** Removes a deployment; invocations in flight are answered. */
export async function deleteDeployment(server: Connection, id: string): Promise<void> {
  await server.marketplace.DELETE('/v1/deployments/{id}', { params: { path: { id } } })
}

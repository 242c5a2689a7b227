import { setTimeout as sleep } from 'node:timers/promises'
import type { Connection } from '../client.ts'
import type { Deployment } from './create-deployment.ts'
import { getDeployment } from './get-deployment.ts'

const LOOK_EVERY_MS = 250

/**
 * Waits until a deployment answers with the version it is meant to: ready, or asleep and ready to wake.
 *
 * @throws Error with the server's reason when it failed, was stopped, or its update could not be loaded
 */
export async function waitForDeployment(
  server: Connection,
  id: string,
  { signal }: { signal?: AbortSignal | undefined } = {},
): Promise<Deployment> {
  for (;;) {
    const deployment = await getDeployment(server, id)
    const { status, next_revision: next, error } = deployment
    const isSettled = ['ready', 'scaled_to_zero', 'failed', 'stopped'].includes(status) && next === null
    if (!isSettled) {
      await sleep(LOOK_EVERY_MS, undefined, signal ? { signal } : {})
      continue
    }
    if (error !== null) throw new Error(`${id}: ${error}`)
    if (status === 'failed' || status === 'stopped')
      throw new Error(`${id} ${status === 'failed' ? 'failed' : 'was stopped'}`)
    return deployment
  }
}

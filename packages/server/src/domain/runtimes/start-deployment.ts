import { Fault } from '../../fault.ts'
import type { Deployment } from './deployment.ts'
import { BEGINNING, changeRow, markFailed } from './deployment-status.ts'
import { recordDeployment } from './record-deployment.ts'
import type { Serving } from './serving.ts'

/** A load may take as long as it needs; only one without end is given up, by the runtime. */
const LOAD_MS = 3600_000

/**
 * Brings a deployment up, or its next version beside the one that answers: what the job of that name does,
 * on whichever server takes it. Safe to repeat, and to overtake by another change.
 */
export async function startDeployment(serving: Serving, id: string): Promise<void> {
  const live = await serving.live.read(id)
  if (!live || live.deployment.status === 'stopped') return
  const { deployment } = live
  if (deployment.nextVersionId !== null) return switchVersion(serving, deployment, deployment.nextVersionId)
  if (BEGINNING.includes(deployment.status)) return begin(serving, deployment)
}

async function begin(serving: Serving, deployment: Deployment): Promise<void> {
  const { database, live, logs } = serving
  const { id, versionId } = deployment
  const startedAt = performance.now()
  await database.write((trx) =>
    changeRow(trx, id, { versionId, status: ['queued', 'building'] }, { status: 'starting', error: null }),
  )
  live.forget(id)
  try {
    const use = await serving.use(deployment, LOAD_MS)
    use.release()
  } catch (error) {
    // What another attempt may change is tried again: the job is.
    if (!serving.isClosing && error instanceof Fault && error.code === 'runtime_unavailable') {
      // What it needs may be installed yet: it sleeps, and whoever asks for it is told what is missing.
      const { message } = error
      await database.write((trx) =>
        changeRow(trx, id, { versionId, status: BEGINNING }, { status: 'scaled_to_zero', error: message }),
      )
      live.forget(id)
      logs.add(id, 'error', message)
      return
    }
    if (serving.isClosing || !isFinal(error)) throw error
    return markFailed(serving, deployment, error.message)
  }
  const isReady = await database.write(async (trx) => {
    const change = { status: 'ready', error: null } as const
    const isChanged = await changeRow(trx, id, { versionId, status: BEGINNING }, change)
    if (isChanged) await recordDeployment(trx, id, 'deployment.ready')
    return isChanged
  })
  live.forget(id)
  if (isReady) logs.add(id, 'info', `ready after ${Math.round(performance.now() - startedAt)} ms`)
}

/** Loads the next version; the one before answers until that is done. */
async function switchVersion(serving: Serving, deployment: Deployment, nextVersionId: string): Promise<void> {
  const { database, live, logs } = serving
  const { id } = deployment
  const startedAt = performance.now()
  let reason: string | undefined
  try {
    await serving.warm(deployment, nextVersionId)
  } catch (error) {
    if (serving.isClosing || !isFinal(error)) throw error
    reason = error.message
  }
  const change =
    reason === undefined
      ? { version_id: nextVersionId, next_version_id: null, status: 'ready' as const, error: null }
      : { next_version_id: null, status: 'ready' as const, error: `the update failed: ${reason}` }
  const isChanged = await database.write(async (trx) => {
    const isChanged = await changeRow(trx, id, { nextVersionId, status: ['updating'] }, change)
    if (isChanged && reason === undefined) await recordDeployment(trx, id, 'deployment.ready')
    return isChanged
  })
  live.forget(id)
  if (!isChanged) return
  if (reason === undefined)
    logs.add(id, 'info', `updated after ${Math.round(performance.now() - startedAt)} ms`)
  else logs.add(id, 'error', `the update failed, and the version before goes on: ${reason}`)
}

/** Whether trying again would end the same. */
function isFinal(error: unknown): error is Fault {
  return (
    error instanceof Fault &&
    ['unsupported_format', 'unavailable', 'timeout', 'not_found'].includes(error.code)
  )
}

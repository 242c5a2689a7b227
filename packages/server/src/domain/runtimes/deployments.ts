import type { Db, Trx } from '../../db/database.ts'
import { Fault } from '../../fault.ts'
import { newId } from '../../ids.ts'
import { requireRole } from '../accounts/access.ts'
import { getAccountBySlug } from '../accounts/account.ts'
import type { Caller } from '../accounts/caller.ts'
import type { VersionRow } from '../artifacts/find-artifact.ts'
import { markDownloaded } from '../artifacts/grants/mark-downloaded.ts'
import { holdVersion } from '../artifacts/hold-version.ts'
import { listFiles } from '../artifacts/versions.ts'
import { type DeploymentStatus, toDeployment } from './deployment.ts'
import {
  DEFAULT_SETTINGS,
  type DeploymentSettings,
  mergeSettings,
  type SettingsChange,
  sleepAfterMs,
} from './deployment-settings.ts'
import { changeRow } from './deployment-status.ts'
import { type DeploymentView, getDeployment } from './deployment-view.ts'
import { notFound } from './live-deployments.ts'
import { type ModelRef, resolveModel } from './resolve-model.ts'
import type { Serving } from './serving.ts'

export const START_JOB = 'start-deployment'

/** Deploys a version, for the caller or for an organisation of theirs. It is brought up by a job. */
export async function createDeployment(
  serving: Serving,
  caller: Caller,
  { owner, settings: wanted, ...ref }: ModelRef & { owner?: string | undefined; settings: SettingsChange },
): Promise<DeploymentView> {
  const { database, logs } = serving
  const settings = mergeSettings(DEFAULT_SETTINGS, wanted)
  checkSettings(serving, settings)
  const accountId = await ownerOf(database.read, caller, owner)
  const { artifact, version } = await resolveModel(database.read, caller, accountId, ref)
  const runtime = await requireRuntime(serving, version)
  const id = newId('dep')
  await database.write(async (trx) => {
    const now = Date.now()
    await holdVersion(trx, version.id)
    await markDownloaded(trx, accountId, artifact.id, now)
    await trx
      .insertInto('deployment')
      .values({
        id,
        account_id: accountId,
        mode: caller.mode,
        artifact_id: artifact.id,
        version_id: version.id,
        runtime,
        status: 'queued',
        settings: JSON.stringify(settings),
        sleep_after_ms: sleepAfterMs(settings),
        device_id: serving.ownDevice,
        created_at: now,
        updated_at: now,
      })
      .execute()
    await enqueueStart(serving, trx, id)
  })
  logs.add(id, 'info', `created for version ${version.version}`)
  return getDeployment(database.read, caller.account.id, id)
}

export interface DeploymentChange {
  model?: string | undefined
  revision?: string | undefined
  settings: SettingsChange
  status?: 'ready' | 'stopped' | undefined
}

/**
 * Changes settings at once, stops or starts it, or moves it to another version: the new one is loaded beside
 * the old one, which answers until the new one can. If it cannot be loaded, the old one goes on.
 */
export async function changeDeployment(
  serving: Serving,
  caller: Caller,
  id: string,
  change: DeploymentChange,
): Promise<DeploymentView> {
  const { database, live, logs } = serving
  const before = await getToChange(database.read, caller, id)
  checkSettings(serving, mergeSettings(before.settings, change.settings))
  const target = await findTarget(serving, caller, before, change)
  const what = await database.write(async (trx) => {
    if (target) await holdVersion(trx, target.versionId)
    for (let attempt = 0; attempt < 5; attempt++) {
      const step = await tryChange(trx, id, change, target)
      if (!step) continue
      if (step.isStart) await enqueueStart(serving, trx, id)
      return step.what
    }
    throw new Fault('conflict', 'the deployment is changing all the time: try again')
  })
  live.forget(id)
  if (change.status === 'stopped') serving.drop(id)
  if (what) logs.add(id, 'info', what)
  return getDeployment(database.read, caller.account.id, id)
}

/** Removes it. Invocations in flight are answered; later ones find nothing, within a second on every server. */
export async function deleteDeployment(serving: Serving, caller: Caller, id: string): Promise<void> {
  const { database, live } = serving
  await getToChange(database.read, caller, id)
  await database.write((trx) =>
    changeRow(trx, id, {}, { status: 'stopped', next_version_id: null, deleted_at: Date.now() }),
  )
  live.forget(id)
  serving.drop(id)
}

/** @returns undefined when somebody else changed the row between reading and writing it */
async function tryChange(trx: Trx, id: string, change: DeploymentChange, target: Target | undefined) {
  const row = await trx
    .selectFrom('deployment')
    .selectAll()
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  if (!row) throw notFound(id)
  const settings = mergeSettings(toDeployment(row).settings, change.settings)
  const step = nextStep(row.status, row.version_id, target?.versionId, change.status)
  const isChanged = await changeRow(
    trx,
    id,
    { change: row.change },
    {
      settings: JSON.stringify(settings),
      sleep_after_ms: sleepAfterMs(settings),
      ...(target === undefined ? {} : { artifact_id: target.artifactId, runtime: target.runtime }),
      ...step.change,
    },
  )
  return isChanged ? step : undefined
}

async function ownerOf(db: Db, caller: Caller, owner: string | undefined): Promise<string> {
  if (owner === undefined || owner === caller.account.slug) return caller.account.id
  const account = await getAccountBySlug(db, owner)
  await requireRole(db, caller.account.id, account.id, 'contributor')
  return account.id
}

async function getToChange(db: Db, caller: Caller, id: string): Promise<DeploymentView> {
  const deployment = await getDeployment(db, caller.account.id, id)
  await requireRole(db, caller.account.id, deployment.accountId, 'contributor')
  return deployment
}

/** The version a deployment is to move to. */
interface Target {
  artifactId: string
  versionId: string
  runtime: string
}

async function findTarget(
  serving: Serving,
  caller: Caller,
  before: DeploymentView,
  { model, revision }: DeploymentChange,
): Promise<Target | undefined> {
  if (model === undefined && revision === undefined) return undefined
  const ref = { model: model ?? before.artifactId, revision }
  const { artifact, version } = await resolveModel(serving.database.read, caller, before.accountId, ref)
  return {
    artifactId: artifact.id,
    versionId: version.id,
    runtime: await requireRuntime(serving, version),
  }
}

interface Step {
  /** What becomes of the row. */
  change: { version_id?: string; next_version_id?: string | null; status?: DeploymentStatus; error?: null }
  /** Whether a job follows. */
  isStart?: boolean
  /** What the log says of it. */
  what?: string
}

function nextStep(
  status: DeploymentStatus,
  current: string,
  target: string | undefined,
  wanted: 'ready' | 'stopped' | undefined,
): Step {
  if (wanted === 'stopped') {
    const version = target === undefined ? {} : { version_id: target }
    return { change: { ...version, next_version_id: null, status: 'stopped' }, what: 'stopped' }
  }
  if (status === 'stopped' && wanted === undefined) {
    return { change: target === undefined ? {} : { version_id: target } }
  }
  const isAnswering = status === 'ready' || status === 'scaled_to_zero' || status === 'updating'
  if (isAnswering && target !== undefined && target !== current) {
    const change: Step['change'] = { next_version_id: target, status: 'updating', error: null }
    return { change, isStart: true, what: 'updating' }
  }
  if (isAnswering) {
    // Back to the version that answers: an update under way is given up.
    const isBack = target === current && status === 'updating'
    if (!isBack) return { change: {} }
    return { change: { next_version_id: null, status: 'ready' }, what: 'the update was given up' }
  }
  if (target === undefined && wanted === undefined) return { change: {} }
  const version = target === undefined ? {} : { version_id: target }
  return { change: { ...version, status: 'queued', error: null }, isStart: true, what: 'starting' }
}

/** What runs a version. @throws Fault `unsupported_format` when nothing here does */
export async function requireRuntime({ kinds, database }: Serving, version: VersionRow): Promise<string> {
  const files = await listFiles(database.read, version.id)
  for (const kind of kinds.values()) if (kind.pick(files) !== undefined) return kind.name
  const names = [...kinds.keys()].join(', ')
  throw new Fault(
    'unsupported_format',
    `version ${version.version} has no file to run; this server runs: ${names}`,
  )
}

function checkSettings({ workers }: Serving, { minReplicas, maxReplicas }: DeploymentSettings): void {
  if (maxReplicas > workers) {
    throw refuse('max_replicas', `this server runs ${workers} at the same time at most`)
  }
  if (minReplicas > maxReplicas) throw refuse('min_replicas', 'is more than max_replicas')
}

function refuse(field: string, message: string): Fault {
  return new Fault('validation_failed', `${field}: ${message}`, {
    field,
    issues: [{ loc: ['body', field], message, type: 'value_error' }],
  })
}

async function enqueueStart({ database }: Serving, trx: Trx, id: string): Promise<void> {
  await database.queue.enqueue(trx, START_JOB, { id }, { key: `${START_JOB}:${id}` })
}

import type { Selectable } from 'kysely'
import type { DeploymentTable } from '../../db/tables.ts'
import type { DeploymentSettings } from './deployment-settings.ts'

export type DeploymentStatus = DeploymentTable['status']

/** A version behind an endpoint. */
export interface Deployment {
  id: string
  accountId: string
  artifactId: string
  /** The version that answers. */
  versionId: string
  /** The version that is being loaded to take its place. */
  nextVersionId: string | null
  runtime: string
  status: DeploymentStatus
  /** Why it failed, or why its last update did. */
  error: string | null
  settings: DeploymentSettings
  /** Grows with every change of anything but `invokedAt`. */
  change: number
  /** To some seconds. */
  invokedAt: number | null
  createdAt: number
  updatedAt: number
}

export function toDeployment(row: Selectable<DeploymentTable>): Deployment {
  return {
    id: row.id,
    accountId: row.account_id,
    artifactId: row.artifact_id,
    versionId: row.version_id,
    nextVersionId: row.next_version_id,
    runtime: row.runtime,
    status: row.status,
    error: row.error,
    settings: JSON.parse(row.settings) as DeploymentSettings,
    change: row.change,
    invokedAt: row.invoked_at,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}

import type { Selectable } from 'kysely'
import type { Db } from '../../db/database.ts'
import type { DeploymentTable } from '../../db/tables.ts'
import { findRole } from '../accounts/access.ts'
import type { DeclaredSchema, Inspection } from '../artifacts/inspection.ts'
import { type Deployment, type DeploymentStatus, toDeployment } from './deployment.ts'
import { notFound } from './live-deployments.ts'

/** A deployment with the names of what it refers to. */
export interface DeploymentView extends Deployment {
  owner: { id: string; slug: string }
  /** `owner/name` of the model. */
  model: string
  revision: string
  nextRevision: string | null
  /** What the model takes and gives, as its version declares it. */
  schema: DeclaredSchema | null
}

type Row = Selectable<DeploymentTable> & {
  deployer_slug: string
  model_owner: string
  model_name: string
  revision: string
  next_revision: string | null
  inspection: string
}

function selectViews(db: Db) {
  return db
    .selectFrom('deployment')
    .innerJoin('account as deployer', 'deployer.id', 'deployment.account_id')
    .innerJoin('artifact', 'artifact.id', 'deployment.artifact_id')
    .innerJoin('account as model_owner', 'model_owner.id', 'artifact.owner_id')
    .innerJoin('version', 'version.id', 'deployment.version_id')
    .leftJoin('version as next', 'next.id', 'deployment.next_version_id')
    .selectAll('deployment')
    .select([
      'deployer.slug as deployer_slug',
      'model_owner.slug as model_owner',
      'artifact.name as model_name',
      'version.version as revision',
      'version.inspection',
      'next.version as next_revision',
    ])
    .where('deployment.deleted_at', 'is', null)
}

function toView(row: Row): DeploymentView {
  const { schema } = JSON.parse(row.inspection) as Partial<Inspection>
  return {
    ...toDeployment(row),
    owner: { id: row.account_id, slug: row.deployer_slug },
    model: `${row.model_owner}/${row.model_name}`,
    revision: row.revision,
    nextRevision: row.next_revision,
    schema: schema ?? null,
  }
}

/** @throws Fault `not_found` when there is none that the account may see */
export async function getDeployment(db: Db, accountId: string, id: string): Promise<DeploymentView> {
  const row = await selectViews(db).where('deployment.id', '=', id).executeTakeFirst()
  if (!row || (await findRole(db, accountId, row.account_id)) === undefined) throw notFound(id)
  return toView(row)
}

export interface DeploymentFilter {
  /** The slug of whose they are. */
  owner?: string | undefined
  /** `owner/name` of the model, or its id. */
  model?: string | undefined
  status?: DeploymentStatus | undefined
  /** The id after which to go on. */
  after: string | undefined
  limit: number
}

/** Deployments of the account and its organisations, newest first. */
export async function listDeployments(
  db: Db,
  accountId: string,
  { owner, model, status, after, limit }: DeploymentFilter,
): Promise<DeploymentView[]> {
  const organisations = await db
    .selectFrom('member')
    .select('org_id')
    .where('user_id', '=', accountId)
    .execute()
  const [modelOwner, modelName] = model?.split('/') ?? []
  const rows = await selectViews(db)
    .where('deployment.account_id', 'in', [accountId, ...organisations.map(({ org_id: id }) => id)])
    .$if(owner !== undefined, (query) => query.where('deployer.slug', '=', owner!))
    .$if(status !== undefined, (query) => query.where('deployment.status', '=', status!))
    .$if(model !== undefined && modelName === undefined, (query) =>
      query.where('deployment.artifact_id', '=', model!),
    )
    .$if(modelName !== undefined, (query) =>
      query.where('model_owner.slug', '=', modelOwner!).where('artifact.name', '=', modelName!),
    )
    .$if(after !== undefined, (query) => query.where('deployment.id', '<', after!))
    .orderBy('deployment.id', 'desc')
    .limit(limit)
    .execute()
  return rows.map(toView)
}

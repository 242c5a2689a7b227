import type { Db } from '../../../db/database.ts'
import type { KeyMode } from '../../../db/tables.ts'
import type { ArtifactRow } from '../../artifacts/find-artifact.ts'
import type { DataUsed } from './describe-data.ts'

/** Where one version came from, and where it is at work. */
export interface VersionLineage {
  version: string
  state: string
  createdAt: number
  /** The number of the version it was made from. */
  parent: string | null
  /** What its manifest says it was made from, and trained on. */
  baseModel: string | null
  datasets: string[]
  /** The run of a graph that made it; undefined for one that was uploaded. */
  madeBy:
    | {
        runId: string
        graphName: string
        graphDigest: string
        graphNode: string | null
        seed: number
        data: DataUsed[]
      }
    | undefined
  /** Deployments of the account that asks. */
  deployments: { id: string; status: string }[]
}

/** The lineage of every version of a model, the newest first; deployments are those of `accountId`. */
export async function listLineage(
  db: Db,
  model: ArtifactRow,
  accountId: string | undefined,
): Promise<VersionLineage[]> {
  const versions = await db
    .selectFrom('version')
    .leftJoin('version_lineage as made', 'made.version_id', 'version.id')
    .select([
      'version.id',
      'version.version',
      'version.state',
      'version.created_at',
      'version.parent',
      'version.manifest',
      'made.run_id',
      'made.graph_name',
      'made.graph_digest',
      'made.graph_node',
      'made.seed',
      'made.data',
    ])
    .where('version.artifact_id', '=', model.id)
    .where('version.state', '!=', 'deleted')
    .orderBy('version.created_at', 'desc')
    .orderBy('version.id')
    .limit(1000)
    .execute()
  const deployed = await db
    .selectFrom('deployment')
    .select(['id', 'version_id', 'status'])
    .where('artifact_id', '=', model.id)
    .where('account_id', '=', accountId ?? '')
    .where('deleted_at', 'is', null)
    .orderBy('created_at')
    .limit(1000)
    .execute()
  return versions.map((row) => {
    const { base_model, dataset_refs } = JSON.parse(row.manifest) as {
      base_model?: string
      dataset_refs?: string[]
    }
    return {
      version: row.version,
      state: row.state,
      createdAt: Number(row.created_at),
      parent: row.parent,
      baseModel: base_model ?? null,
      datasets: dataset_refs ?? [],
      madeBy:
        row.run_id === null
          ? undefined
          : {
              runId: row.run_id,
              graphName: row.graph_name!,
              graphDigest: row.graph_digest!,
              graphNode: row.graph_node,
              seed: Number(row.seed),
              data: JSON.parse(row.data!) as DataUsed[],
            },
      deployments: deployed
        .filter(({ version_id }) => version_id === row.id)
        .map(({ id, status }) => ({ id, status })),
    }
  })
}

/** Offers of a model that everybody of a mode may see. */
export function listOffers(db: Db, model: ArtifactRow, mode: KeyMode) {
  return db
    .selectFrom('listing')
    .select(['id', 'title', 'mode'])
    .where('artifact_id', '=', model.id)
    .where('mode', '=', mode)
    .where('state', '=', 'published')
    .where('visibility', '=', 'public')
    .orderBy('created_at')
    .limit(100)
    .execute()
}

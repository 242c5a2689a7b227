import type { Db } from '../../../db/database.ts'
import type { DatasetSchema } from '../assets/declared.ts'
import { requireFit } from './inspect-shard.ts'

/** @throws Fault `validation_failed` naming a shard that is here and does not keep a schema to be */
export async function requireShardsFit(db: Db, artifactId: string, schema: DatasetSchema): Promise<void> {
  const shards = await db
    .selectFrom('shard')
    .select(['name', 'fields'])
    .where('artifact_id', '=', artifactId)
    .where('fields', 'is not', null)
    .execute()
  for (const { name, fields } of shards) requireFit(name, schema, JSON.parse(fields!))
}

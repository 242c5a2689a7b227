import type { Trx } from '../../../db/database.ts'
import { newId } from '../../../ids.ts'
import { type Declared, readDeclared } from '../assets/declared.ts'
import { changeArtifact } from '../change-artifact.ts'
import { requireFit, type ShardReading } from './inspect-shard.ts'

/** A shard whose bytes are here. */
export interface ArrivedShard {
  name: string
  split: string
  size: number
  sha256: string
  createdBy: string
}

/**
 * Makes a shard a part of its dataset, in place of one with the same name. The first table gives a dataset
 * that has no schema its own.
 */
export async function acceptShard(
  trx: Trx,
  artifactId: string,
  shard: ArrivedShard,
  { fields, rows }: ShardReading,
): Promise<void> {
  const now = Date.now()
  await changeArtifact(trx, artifactId, { now })
  if (fields !== null) await keepSchema(trx, artifactId, shard, fields)
  await trx
    .deleteFrom('shard')
    .where('artifact_id', '=', artifactId)
    .where('name', '=', shard.name)
    .where('sha256', 'is not', null)
    .execute()
  await trx
    .insertInto('shard')
    .values({
      id: newId('shd'),
      artifact_id: artifactId,
      name: shard.name,
      split: shard.split,
      size: shard.size,
      sha256: shard.sha256,
      upload_id: null,
      rows,
      fields: fields === null ? null : JSON.stringify(fields),
      created_by: shard.createdBy,
      created_at: now,
      updated_at: now,
    })
    .execute()
}

async function keepSchema(
  trx: Trx,
  artifactId: string,
  { name, split }: ArrivedShard,
  fields: NonNullable<ShardReading['fields']>,
): Promise<void> {
  const row = await trx
    .selectFrom('artifact')
    .select('declared')
    .where('id', '=', artifactId)
    .executeTakeFirstOrThrow()
  const declared = readDeclared(row)
  // Once more, now that nobody can change it: another first shard may have come in between.
  if (declared.schema) requireFit(name, declared.schema, fields)
  const schema = declared.schema ?? { splits: [], fields }
  const isInferred = declared.schema === undefined || declared.isSchemaInferred === true
  const isKnown = split === '' || schema.splits.includes(split)
  if (declared.schema && (isKnown || !isInferred)) return
  const next: Declared = {
    ...declared,
    schema: { ...schema, splits: isKnown ? schema.splits : [...schema.splits, split].sort() },
    isSchemaInferred: isInferred,
  }
  await trx
    .updateTable('artifact')
    .set({ declared: JSON.stringify(next) })
    .where('id', '=', artifactId)
    .execute()
}

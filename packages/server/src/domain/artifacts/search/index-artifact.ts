import type { Database, Trx } from '../../../db/database.ts'
import { readDeclared } from '../assets/declared.ts'
import { frameworkOf } from '../assets/framework.ts'
import { searchWords } from './search-words.ts'

const CHUNK = 200

/**
 * Writes down anew what an artifact is found by. Called in every transaction that changes its name, owner,
 * visibility, summary, tags, task, framework or licence.
 */
export async function indexArtifact(trx: Trx, artifactId: string): Promise<void> {
  const artifact = await trx
    .selectFrom('artifact')
    .innerJoin('account', 'account.id', 'artifact.owner_id')
    .select(['artifact.kind', 'artifact.owner_id', 'artifact.is_public', 'artifact.name', 'artifact.title'])
    .select([
      'artifact.summary',
      'artifact.task',
      'artifact.framework',
      'artifact.license',
      'artifact.format',
      'artifact.declared',
    ])
    .select(['account.slug', 'artifact.search_words'])
    .where('artifact.id', '=', artifactId)
    .executeTakeFirstOrThrow()
  const tags = await trx
    .selectFrom('artifact_label')
    .select('value')
    .where('artifact_id', '=', artifactId)
    .where('label', '=', 'tag')
    .execute()
  const words = searchWords({
    ...artifact,
    ownerId: artifact.owner_id,
    ownerSlug: artifact.slug,
    isPublic: artifact.is_public === 1,
    framework: frameworkOf(artifact, readDeclared(artifact)),
    // In one order on both databases: only so many words are kept.
    tags: tags.map(({ value }) => value).sort(),
  })
  if (words === artifact.search_words) return
  await trx.updateTable('artifact').set({ search_words: words }).where('id', '=', artifactId).execute()
}

/** Indexes what no transaction has: artifacts from before there was a search. Safe to repeat. */
export async function indexMissing(database: Database): Promise<void> {
  for (;;) {
    const rows = await database.slow
      .selectFrom('artifact')
      .select('id')
      .where('search_words', '=', '')
      .orderBy('number')
      .limit(CHUNK)
      .execute()
    if (rows.length === 0) return
    await database.write(async (trx) => {
      for (const { id } of rows) await indexArtifact(trx, id)
    })
  }
}

import type { Database } from '../../db/database.ts'
import { Fault } from '../../fault.ts'
import type { Caller } from '../accounts/caller.ts'
import type { Manifest } from '../artifacts/manifest.ts'
import { isUsableBy } from '../artifacts/may-use.ts'
import { accountIdOf } from './grid-caller.ts'

const MAX_TERMS = 100
const MAX_TERM = 1000

/** The tags of every dataset the caller may see, each once, in order. */
export async function listDatasetTags({ slow }: Database, caller: Caller | undefined): Promise<string[]> {
  const accountId = accountIdOf(caller)
  const rows = await slow
    .selectFrom('artifact_label')
    .innerJoin('artifact', 'artifact.id', 'artifact_label.artifact_id')
    .select('artifact_label.value')
    .distinct()
    .where('artifact_label.label', '=', 'tag')
    .where('artifact.kind', '=', 'dataset')
    .where('artifact.latest_version_id', 'is not', null)
    .where((artifact) =>
      artifact.or([artifact('artifact.is_public', '=', 1), isUsableBy(accountId)(artifact)]),
    )
    .execute()
  // Sorted here: the two databases may order text differently.
  return rows.map(({ value }) => value).sort()
}

/**
 * Whether there is a dataset that every term fits: its id or name, one of its tags (with or without the `#`), or
 * a part of its description. No term at all fits every dataset.
 */
export async function hasDataset(
  { slow }: Database,
  caller: Caller | undefined,
  terms: readonly string[],
): Promise<boolean> {
  if (terms.length > MAX_TERMS || terms.some((term) => term.length > MAX_TERM)) {
    throw new Fault('invalid_request', `a query has at most ${MAX_TERMS} terms of ${MAX_TERM} characters`)
  }
  const accountId = accountIdOf(caller)
  let after = ''
  for (;;) {
    const rows = await slow
      .selectFrom('artifact')
      .innerJoin('account', 'account.id', 'artifact.owner_id')
      .innerJoin('version', 'version.id', 'artifact.latest_version_id')
      .select(['artifact.id', 'artifact.name', 'account.slug', 'version.manifest'])
      .where('artifact.kind', '=', 'dataset')
      .where('artifact.id', '>', after)
      .where((artifact) =>
        artifact.or([artifact('artifact.is_public', '=', 1), isUsableBy(accountId)(artifact)]),
      )
      .orderBy('artifact.id')
      .limit(500)
      .execute()
    if (rows.some((row) => terms.every((term) => fits(term, row)))) return true
    if (rows.length < 500) return false
    after = rows.at(-1)!.id
  }
}

function fits(term: string, row: { id: string; name: string; slug: string; manifest: string }): boolean {
  if (term === row.id || term === row.name || term === `${row.slug}/${row.name}`) return true
  const { tags = [], description = '', summary = '' }: Manifest = JSON.parse(row.manifest)
  if (tags.some((tag) => tag === term || `#${tag}` === term || tag === `#${term}`)) return true
  return term !== '' && (description.includes(term) || summary.includes(term))
}

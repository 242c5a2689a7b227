import { sql } from 'kysely'
import type { Db } from '../../../db/database.ts'
import { type AssetRow, assetColumns } from '../assets/asset-row.ts'
import type { Search } from './find-assets.ts'

/** The index knows the beginnings of words up to this length; see migration 0009. Characters. */
const LONGEST_PREFIX = 10

/**
 * One page from the FTS5 index. Its rows are numbered by place, so it walks its lists in the order of the
 * answer and stops when the page is full, however many there are.
 */
export async function findInSqlite(db: Db, search: Search): Promise<AssetRow[]> {
  const long = search.prefixes.filter((word) => [...word].length > LONGEST_PREFIX)
  // The rest of a long word is looked at in what its beginning finds.
  const rests = long.map((word) => sql`and ' ' || artifact.search_words like ${`% ${word}%`}`)
  const { rows } = await sql<AssetRow>`
    select artifact.*, ${sql.join(assetColumns)}
    from artifact_search
    cross join artifact on artifact.place = artifact_search.rowid
    cross join account on account.id = artifact.owner_id
    where artifact_search match ${matchOf(search)} and artifact_search.rowid > ${search.after}
    ${sql.join(rests, sql` `)}
    order by artifact_search.rowid
    limit ${search.limit}`.execute(db)
  return rows
}

/** Words are letters, digits and marks of ours: quoting is all they need. */
function matchOf({ facts, scopes, prefixes }: Search): string {
  const quote = (word: string) => `"${word}"`
  const parts = [
    ...prefixes.map((word) => `${quote([...word].slice(0, LONGEST_PREFIX).join(''))}*`),
    ...facts.map(quote),
    `(${scopes.map(quote).join(' OR ')})`,
  ]
  return parts.join(' AND ')
}

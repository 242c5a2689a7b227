import { sql } from 'kysely'
import type { Db } from '../../../db/database.ts'
import type { Found, Search } from './find-assets.ts'

/** The index knows the beginnings of words up to this length; see migration 0009. Characters. */
const LONGEST_PREFIX = 10

/**
 * One page from the FTS5 index. Its rows are numbered by place, so it walks its lists in the order of the
 * answer and stops when the page is full, however many there are.
 */
export async function findInSqlite(db: Db, search: Search): Promise<Found[]> {
  const { rows } = await sql<Found>`
    select artifact.id, artifact.change, artifact.place
    from artifact_search
    cross join artifact on artifact.place = artifact_search.rowid
    where artifact_search match ${matchOf(search)} and artifact_search.rowid > ${search.after} ${restOf(search)}
    order by artifact_search.rowid
    limit ${search.limit}`.execute(db)
  return rows
}

/** Words are letters, digits and marks of ours: quoting is all they need. */
export function matchOf({ parts }: Pick<Search, 'parts'>): string {
  const quote = (word: string) => `"${word}"`
  return parts
    .map(({ facts, prefixes, oneOf }) =>
      [
        ...prefixes.map((word) => `${quote([...word].slice(0, LONGEST_PREFIX).join(''))}*`),
        ...facts.map(quote),
        ...(oneOf.length > 0 ? [`(${oneOf.map(quote).join(' OR ')})`] : []),
      ].join(' AND '),
    )
    .map((part) => `(${part})`)
    .join(' OR ')
}

/** The rest of a long word is looked at in what its beginning finds. */
export function restOf({ parts }: Pick<Search, 'parts'>) {
  // Counted with the longest mark, so that each part looks at the same words.
  const isLong = (_: string, index: number) =>
    parts.some(({ prefixes }) => [...prefixes[index]!].length > LONGEST_PREFIX)
  if (!parts[0]!.prefixes.some(isLong)) return sql``
  const begins = (word: string) => sql`' ' || artifact.search_words like ${`% ${word}%`}`
  const all = parts.map(({ prefixes }) => sql.join(prefixes.filter(isLong).map(begins), sql` and `))
  return sql`and ((${sql.join(all, sql`) or (`)}))`
}

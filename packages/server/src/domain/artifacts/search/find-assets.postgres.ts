import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../../db/database.ts'
import { template } from '../../../db/template.ts'
import type { Found, Part, Search } from './find-assets.ts'

/** The index has the beginnings of words up to this length; see migration 0021. Characters. */
const LONGEST_PREFIX = 12

/** How long to look for a page, and in what; see `find_artifacts` of migration 0023. */
export interface Patience {
  /** Places looked at one by one before the indexes are asked. */
  near: number
  /** Finds of the last index: where there are more, places are looked at once more, so many. */
  most: number
  far: number
}

const PATIENCE: Patience = { near: 100, most: 6000, far: 15_000 }

type Sought = Patience & {
  query: string
  shared: string[]
  own: string[]
  owners: string[]
  after: number
  limit: number
}

const findArtifacts = template<Sought, Found>(
  (_db, { query, shared, own, owners, after, limit, near, most, far }) =>
    sql<Found>`select id, change, place from find_artifacts(
    ${query}, ${shared}, ${own}, ${owners}, ${after}, ${limit}, ${near}, ${most}, ${far})`,
)

/** One page, all the ways to find it being gone in the database: asking takes as long as many of them do. */
export function findInPostgres(db: Db, search: Search, patience = PATIENCE): Promise<Found[]> {
  const { parts, after, limit } = search
  const [shared, own] = parts
  return findArtifacts(db, {
    query: queryOf(search),
    shared: patternsOf(shared),
    own: patternsOf(own),
    owners: own.oneOf.map(whole),
    after,
    limit,
    ...patience,
  })
}

const patternsOf = ({ facts, prefixes }: Part) => [...prefixes.map(beginning), ...facts.map(whole)]

/** As patterns of `like`, in a text with a space before and behind each word. */
const whole = (word: string) => `% ${word} %`
const beginning = (word: string) => `% ${word}%`

const isLike = (pattern: string) => sql`words like ${pattern}`

/** The same as the index's answer, of one row's text. */
export function conditionOf({ parts }: Pick<Search, 'parts'>): RawBuilder<unknown> {
  const conditions = parts.map((part) => {
    const all = patternsOf(part).map(isLike)
    const some = part.oneOf.map(whole).map(isLike)
    return sql.join(some.length > 0 ? [...all, sql`(${sql.join(some, sql` or `)})`] : all, sql` and `)
  })
  return sql`((${sql.join(conditions, sql`) or (`)}))`
}

/** The index's answer as a condition on the table `artifact`. */
export function isIndexed(search: Pick<Search, 'parts'>): RawBuilder<unknown> {
  return sql`search_lexemes(search_words) @@ cast(${queryOf(search)} as tsquery)
    and exists (select 1 from (select ' ' || search_words || ' ' as words) as text where true ${longWords(search)})`
}

/** The rest of a long word is looked at in what its beginning finds. */
function longWords(search: Pick<Search, 'parts'>): RawBuilder<unknown> {
  const isLong = search.parts.some(({ prefixes }) =>
    prefixes.some((word) => [...word].length > LONGEST_PREFIX),
  )
  return isLong ? sql`and ${conditionOf(search)}` : sql``
}

function queryOf({ parts }: Pick<Search, 'parts'>): string {
  const quote = (word: string) => `'${word}'`
  const cut = (word: string) => quote([...word].slice(0, LONGEST_PREFIX).join(''))
  return parts
    .map(({ facts, prefixes, oneOf }) =>
      [
        ...prefixes.map(cut),
        ...facts.map(quote),
        ...(oneOf.length > 0 ? [`(${oneOf.map(quote).join(' | ')})`] : []),
      ].join(' & '),
    )
    .map((part) => `(${part})`)
    .join(' | ')
}

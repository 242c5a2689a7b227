import type { Selectable } from 'kysely'
import type { Database } from '../../../db/database.ts'
import type { ArtifactKind, ArtifactTable } from '../../../db/tables.ts'
import { template } from '../../../db/template.ts'
import type { Caller } from '../../accounts/caller.ts'
import { isUsableBy } from '../may-use.ts'
import type { Found, Search } from './find-assets.ts'
import type { FoundSorted, Sort, SortedPlace } from './find-sorted.ts'

/** What the newest grants are of: nobody holds more that others keep private. */
const MOST_HELD = 1000

const findGranted = template<{ byGrant: string; bySeat: string }, { artifact_id: string }>(
  (db, { byGrant, bySeat }) =>
    db
      .selectFrom('artifact_grant')
      .select(['artifact_id', 'id'])
      .where('account_id', '=', byGrant)
      .union(
        db
          .selectFrom('artifact_grant_seat')
          .innerJoin('artifact_grant', 'artifact_grant.id', 'artifact_grant_seat.grant_id')
          .select(['artifact_grant.artifact_id', 'artifact_grant.id'])
          .where('artifact_grant_seat.account_id', '=', bySeat),
      )
      .orderBy('id', 'desc')
      .limit(MOST_HELD),
)

/** What lists sort and facets count by. */
const FACTS = [
  'name',
  'task',
  'framework',
  'license',
  'format',
  'declared',
  'created_at',
  'updated_at',
] as const

export interface FoundHeld extends Found, Pick<Selectable<ArtifactTable>, (typeof FACTS)[number]> {
  number: number
}

/**
 * Private artifacts of others that the caller has a live grant of, of those that a search asks for. They are
 * few, and no index of words knows who holds what, so they are looked up from the grants and compared here.
 * None of them is among what an index finds, which are those of the caller and of its organisations.
 */
export async function findHeld(
  { read }: Database,
  { account, mode }: Caller,
  kind: ArtifactKind,
  { parts, after, hasGrants }: Search,
): Promise<FoundHeld[]> {
  if (!hasGrants) return []
  const granted = await findGranted(read, { byGrant: account.id, bySeat: account.id })
  if (granted.length === 0) return []
  const rows = await read
    .selectFrom('artifact')
    .select(['id', 'change', 'place', 'number', 'search_words', ...FACTS])
    .$narrowType<{ number: number }>()
    .where('id', 'in', [...new Set(granted.map(({ artifact_id: id }) => id))])
    .where('kind', '=', kind)
    .where('is_public', '=', 0)
    .where('place', '>', after)
    .where(isUsableBy(account.id, mode))
    .execute()
  // The part of a search that is about what is private: of these owners the index finds it itself.
  const { facts, prefixes, oneOf: owners } = parts[1]!
  return rows.flatMap(({ search_words: text, ...found }) => {
    const words = text.split(' ')
    const fits =
      facts.every((fact) => words.includes(fact)) &&
      prefixes.every((prefix) => words.some((word) => word.startsWith(prefix))) &&
      !owners.some((owner) => words.includes(owner))
    return fits ? [found] : []
  })
}

/** One page of both, in another order than that of places. */
export function sortHeld(
  found: readonly FoundSorted[],
  held: readonly FoundHeld[],
  { sort, after, limit }: { sort: Sort; after: SortedPlace | undefined; limit: number },
): FoundSorted[] {
  const sign = sort === 'name' ? 1 : -1
  const compare = (a: SortedPlace, b: SortedPlace) =>
    sign * (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : a[1] - b[1])
  const more = held
    .map(({ id, change, place, number, name, created_at, updated_at }) => ({
      ...{ id, change, place, number },
      key: sort === 'name' ? name : sort === 'newest' ? created_at : updated_at,
    }))
    .filter(({ key, number }) => after === undefined || compare([key, number], after) > 0)
  return [...found, ...more].sort((a, b) => compare([a.key, a.number], [b.key, b.number])).slice(0, limit)
}

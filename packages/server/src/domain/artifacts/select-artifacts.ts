import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import type { Database, Db } from '../../db/database.ts'
import type { ArtifactKind, Tables } from '../../db/tables.ts'
import { Fault } from '../../fault.ts'
import { findRole } from '../accounts/access.ts'
import { findAccountBySlug } from '../accounts/account.ts'
import type { Caller } from '../accounts/caller.ts'
import { isUsableBy } from './may-use.ts'
import { foldText } from './search-text.ts'

/** What to choose artifacts by. Within one list any value will do; all that are given must hold. */
export interface ArtifactFilter {
  name?: string | undefined
  /** A part of the name or the summary, in any case. */
  search?: string | undefined
  tags?: readonly string[] | undefined
  taskCategories?: readonly string[] | undefined
  licenses?: readonly string[] | undefined
  frameworks?: readonly string[] | undefined
  formats?: readonly string[] | undefined
  sizeCategories?: readonly string[] | undefined
}

/** Whose artifacts a list is about. */
export interface ArtifactScope {
  kind: ArtifactKind
  ownerId: string
  accountId: string
  isMember: boolean
  /** Everybody's public ones too. */
  includePublic: boolean
}

type Condition = (artifact: ExpressionBuilder<Tables, 'artifact'>) => Expression<SqlBool>

/**
 * The artifacts of an owner that the caller may see, and everybody's public ones if wanted.
 *
 * @throws Fault `not_found` for an owner that does not exist, and for an organisation that shows a stranger
 * nothing: the two cannot be told apart
 */
export async function findScope(
  { read, slow }: Database,
  caller: Caller,
  { owner, kind, includePublic }: { owner: string; kind: ArtifactKind; includePublic: boolean },
): Promise<ArtifactScope> {
  const account = await findAccountBySlug(read, owner)
  if (account) {
    const role = await findRole(read, caller.account.id, account.id)
    const scope = { kind, ownerId: account.id, accountId: caller.account.id, isMember: role !== undefined }
    if (role !== undefined || account.kind === 'user' || (await showsAnything(slow, scope))) {
      return { ...scope, includePublic }
    }
  }
  throw new Fault('not_found', `there is no organisation "${owner.slice(0, 100)}"`)
}

async function showsAnything(db: Db, { ownerId, accountId }: Pick<ArtifactScope, 'ownerId' | 'accountId'>) {
  const listed = db
    .selectFrom('artifact')
    .select('id')
    .where('owner_id', '=', ownerId)
    .where('latest_version_id', 'is not', null)
    .limit(1)
  return (
    (await listed.where(isPublic).executeTakeFirst()) !== undefined ||
    (await listed.where(isGrantedTo(accountId)).executeTakeFirst()) !== undefined
  )
}

/**
 * The artifacts within a scope that have a version, as queries of which no two find the same one: each can
 * then use an index of its own, which a query with "or" could not.
 */
export function selectArtifacts(db: Db, scope: ArtifactScope, filter: ArtifactFilter = {}) {
  const conditions = [...conditionsOf(filter)]
  return partsOf(scope).map((part) => {
    let query = db
      .selectFrom('artifact')
      .where('artifact.kind', '=', scope.kind)
      .where('artifact.latest_version_id', 'is not', null)
    for (const condition of [...part, ...conditions]) query = query.where(condition)
    return query
  })
}

/** How many artifacts a scope has that pass a filter. */
export async function countArtifacts(db: Db, scope: ArtifactScope, filter?: ArtifactFilter): Promise<number> {
  const parts = selectArtifacts(db, scope, filter).map((part) =>
    part.select((artifact) => artifact.fn.countAll<number>().as('total')).executeTakeFirstOrThrow(),
  )
  const counts = await Promise.all(parts)
  return counts.reduce((sum, { total }) => sum + total, 0)
}

function partsOf({ ownerId, accountId, isMember, includePublic }: ArtifactScope): Condition[][] {
  const isOwned: Condition = (artifact) => artifact('artifact.owner_id', '=', ownerId)
  const isOthers: Condition = (artifact) => artifact('artifact.owner_id', '!=', ownerId)
  const isPrivate: Condition = (artifact) => artifact('artifact.is_public', '=', sql.lit(0))
  const own = isMember
    ? [[isOwned]]
    : [
        [isOwned, isPublic],
        [isOwned, isPrivate, isGrantedTo(accountId)],
      ]
  return includePublic ? [...own, [isOthers, isPublic]] : own
}

/** Written into the text: SQLite uses an index of public artifacts only where it can see that it may. */
const isPublic: Condition = (artifact) => artifact('artifact.is_public', '=', sql.lit(1))

/** Few are granted to one account, so they are looked up from there. */
const isGrantedTo =
  (accountId: string): Condition =>
  (artifact) =>
    artifact.and([
      artifact(
        'artifact.id',
        'in',
        artifact
          .selectFrom('artifact_grant')
          .select('artifact_grant.artifact_id')
          .where('artifact_grant.account_id', '=', accountId),
      ),
      isUsableBy(accountId)(artifact),
    ])

function* conditionsOf(filter: ArtifactFilter): Generator<Condition> {
  const { name, search } = filter
  if (name !== undefined) yield (artifact) => artifact('artifact.name', '=', name)
  if (search)
    yield () => sql<SqlBool>`artifact.search_text like ${`%${escapeLike(foldText(search))}%`} escape '\\'`
  if (filter.tags?.length) yield hasLabel('tag', filter.tags)
  if (filter.taskCategories?.length) yield hasLabel('task_category', filter.taskCategories)
  const columns = {
    license: filter.licenses,
    framework: filter.frameworks,
    format: filter.formats,
    size_category: filter.sizeCategories,
  }
  for (const [column, values] of Object.entries(columns)) {
    if (values?.length)
      yield (artifact) => artifact(`artifact.${column as keyof typeof columns}`, 'in', values)
  }
}

const escapeLike = (text: string) => text.replace(/[\\%_]/g, '\\$&')

function hasLabel(label: 'tag' | 'task_category', values: readonly string[]): Condition {
  return (artifact) =>
    artifact(
      'artifact.id',
      'in',
      artifact
        .selectFrom('artifact_label')
        .select('artifact_label.artifact_id')
        .where('artifact_label.label', '=', label)
        .where('artifact_label.value', 'in', values),
    )
}

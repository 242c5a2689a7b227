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
  { read }: Database,
  caller: Caller,
  { owner, kind, includePublic }: { owner: string; kind: ArtifactKind; includePublic: boolean },
): Promise<ArtifactScope> {
  const account = await findAccountBySlug(read, owner)
  if (account) {
    const role = await findRole(read, caller.account.id, account.id)
    const scope = { kind, ownerId: account.id, accountId: caller.account.id, isMember: role !== undefined }
    if (role !== undefined || account.kind === 'user' || (await showsAnything(read, scope))) {
      return { ...scope, includePublic }
    }
  }
  throw new Fault('not_found', `there is no organisation "${owner.slice(0, 100)}"`)
}

async function showsAnything(db: Db, { ownerId, accountId }: { ownerId: string; accountId: string }) {
  const row = await db
    .selectFrom('artifact')
    .select('id')
    .where('owner_id', '=', ownerId)
    .where('latest_version_id', 'is not', null)
    .where((artifact) => artifact.or([artifact('is_public', '=', 1), isUsableBy(accountId)(artifact)]))
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** The artifacts within a scope that have a version. */
export function selectArtifacts(db: Db, scope: ArtifactScope, filter: ArtifactFilter = {}) {
  let query = db
    .selectFrom('artifact')
    .where('artifact.kind', '=', scope.kind)
    .where('artifact.latest_version_id', 'is not', null)
    .where(isWithin(scope))
  for (const condition of conditionsOf(filter)) query = query.where(condition)
  return query
}

function isWithin({ ownerId, accountId, isMember, includePublic }: ArtifactScope): Condition {
  return (artifact) => {
    const isOwned = artifact('artifact.owner_id', '=', ownerId)
    const isPublic = artifact('artifact.is_public', '=', 1)
    const own = isMember
      ? isOwned
      : artifact.and([isOwned, artifact.or([isPublic, isUsableBy(accountId)(artifact)])])
    return includePublic ? artifact.or([own, isPublic]) : own
  }
}

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
    artifact.exists(
      artifact
        .selectFrom('artifact_label')
        .select('artifact_label.value')
        .whereRef('artifact_label.artifact_id', '=', 'artifact.id')
        .where('artifact_label.label', '=', label)
        .where('artifact_label.value', 'in', values),
    )
}

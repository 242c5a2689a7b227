import type { CompiledQuery, Selectable } from 'kysely'
import type { Db } from '../../db/database.ts'
import type { ArtifactKind, ArtifactTable, Role, VersionTable } from '../../db/tables.ts'
import { Fault } from '../../fault.ts'
import type { Caller } from '../accounts/caller.ts'
import { maySee } from './may-use.ts'
import { isAlias, isName } from './names.ts'
import { findCaretRange, findVersionNumber, type VersionRange } from './semver-number.ts'

export type ArtifactRow = Selectable<ArtifactTable>
export type VersionRow = Selectable<VersionTable>

export interface ArtifactRef {
  /** The slug of a user or an organisation. */
  owner: string
  kind: ArtifactKind
  name: string
}

/** An artifact that the caller may see, and what the caller is to its owner. */
export interface FoundArtifact {
  artifact: ArtifactRow
  ownerSlug: string
  /** Undefined for who is no member: the artifact is public, or granted to them. */
  role: Role | undefined
}

type JoinedRow = ArtifactRow & { owner_slug: string; member_role: Role | null }

/** The text of the one query behind most reads, made once for each connection: making it costs more than running it. */
const compiled = new WeakMap<Db, CompiledQuery<JoinedRow>>()

function artifactQuery(db: Db): CompiledQuery<JoinedRow> {
  let query = compiled.get(db)
  if (query === undefined) {
    query = db
      .selectFrom('account')
      .innerJoin('artifact', 'artifact.owner_id', 'account.id')
      .leftJoin('member', (join) =>
        join.onRef('member.org_id', '=', 'account.id').on('member.user_id', '=', 'caller'),
      )
      .selectAll('artifact')
      .select(['account.slug as owner_slug', 'member.role as member_role'])
      .where('account.slug', '=', 'owner')
      .where('artifact.kind', '=', 'model')
      .where('artifact.name', '=', 'name')
      .compile()
    compiled.set(db, query)
  }
  return query
}

/**
 * Finds an artifact by its owner's slug and its name.
 *
 * @throws Fault `not_found` when there is none that the caller may see; a stranger cannot tell the two apart
 */
export async function getArtifact(
  db: Db,
  caller: Caller | undefined,
  { owner, kind, name }: ArtifactRef,
): Promise<FoundArtifact> {
  const accountId = caller?.account.id
  // What cannot be a name is not asked for: a NUL in it, say, would be an error of the database.
  const row =
    isName(owner) && isName(name) ? await findRow(db, [accountId ?? '', owner, kind, name]) : undefined
  if (row) {
    const { owner_slug: ownerSlug, member_role: memberRole, ...artifact } = row
    const role = artifact.owner_id === accountId ? 'owner' : (memberRole ?? undefined)
    if (role !== undefined || (await maySee(db, accountId, artifact))) return { artifact, ownerSlug, role }
  }
  throw new Fault('not_found', `there is no ${kind} "${shorten(owner)}/${shorten(name)}"`)
}

async function findRow(db: Db, parameters: readonly string[]): Promise<JoinedRow | undefined> {
  const { rows } = await db.executeQuery<JoinedRow>({ ...artifactQuery(db), parameters })
  return rows[0]
}

/**
 * The version of an artifact that `ref` names: `X.Y.Z`, an alias, `latest`, or a range `^1`, `^1.2`, `^1.2.3`.
 *
 * A range is its highest published version; one that was yanked only when all in it are. `X.Y.Z` and aliases
 * find yanked versions too.
 *
 * @throws Fault `not_found`
 */
export async function resolveVersion(db: Db, artifact: ArtifactRow, ref: string): Promise<VersionRow> {
  const version = await findVersion(db, artifact, ref)
  if (version) return version
  throw new Fault('not_found', `${artifact.kind} "${artifact.name}" has no version "${shorten(ref)}"`)
}

async function findVersion(db: Db, artifact: ArtifactRow, ref: string): Promise<VersionRow | undefined> {
  const range = findCaretRange(ref)
  if (range) {
    return (
      (await findHighest(db, artifact.id, 'published', range)) ??
      (await findHighest(db, artifact.id, 'yanked', range))
    )
  }
  const versions = db.selectFrom('version').selectAll('version').where('version.state', '!=', 'deleted')
  if (ref === 'latest') {
    if (artifact.latest_version_id === null) return undefined
    return versions.where('id', '=', artifact.latest_version_id).executeTakeFirst()
  }
  if (findVersionNumber(ref)) {
    return versions.where('artifact_id', '=', artifact.id).where('version', '=', ref).executeTakeFirst()
  }
  if (!isAlias(ref)) return undefined
  return versions
    .innerJoin('version_alias', 'version_alias.version_id', 'version.id')
    .where('version_alias.artifact_id', '=', artifact.id)
    .where('version_alias.alias', '=', ref)
    .executeTakeFirst()
}

/** The highest version of an artifact in a state, within a range if one is given. */
export async function findHighest(
  db: Db,
  artifactId: string,
  state: VersionRow['state'],
  range?: VersionRange,
): Promise<VersionRow | undefined> {
  return db
    .selectFrom('version')
    .selectAll()
    .where('artifact_id', '=', artifactId)
    .where('state', '=', state)
    .$if(range !== undefined, (query) =>
      query.where((where) => {
        const number = where.refTuple('major', 'minor', 'patch')
        const { from, below } = range!
        return where.and([
          where(number, '>=', where.tuple(from.major, from.minor, from.patch)),
          where(number, '<', where.tuple(below.major, below.minor, below.patch)),
        ])
      }),
    )
    .orderBy('major', 'desc')
    .orderBy('minor', 'desc')
    .orderBy('patch', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** Enough of what was asked for to recognise it. */
const shorten = (text: string) => (text.length > 100 ? `${text.slice(0, 100)}…` : text)

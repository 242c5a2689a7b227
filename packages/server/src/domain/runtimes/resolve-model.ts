import type { Db } from '../../db/database.ts'
import { Fault } from '../../fault.ts'
import type { Caller } from '../accounts/caller.ts'
import { type ArtifactRow, getArtifact, resolveVersion, type VersionRow } from '../artifacts/find-artifact.ts'
import { requireUse } from '../artifacts/may-use.ts'

export interface ModelRef {
  /** `owner/name`, or an id, either with `@` and a version, an alias, a range or `latest` behind it. */
  model: string
  /** The same as behind the `@`; both may be said when they mean the same version. */
  revision?: string | undefined
}

/**
 * The version that somebody means to run on behalf of an account.
 *
 * @throws Fault `not_found` when the caller may not see it, `licence_required` when the account may not use
 * it, `validation_failed` when the reference is none or says two things that disagree
 */
export async function resolveModel(
  db: Db,
  caller: Caller,
  accountId: string,
  { model, revision }: ModelRef,
): Promise<{ artifact: ArtifactRow; version: VersionRow }> {
  const [name = '', behind, ...more] = model.split('@')
  const parts = name.split('/')
  if (more.length > 0 || behind === '' || parts.length > 2) {
    throw refuse('model', `"${shorten(model)}" is not a model: say owner/name, owner/name@version or an id`)
  }
  const { artifact } =
    parts.length === 2
      ? await getArtifact(db, caller, { owner: parts[0]!, kind: 'model', name: parts[1]! })
      : await getModelById(db, caller, name)
  await requireUse(db, caller.account.id, artifact, caller.mode)
  // An organisation deploys what it may use itself: a member's own licence is not its.
  if (accountId !== caller.account.id) await requireUse(db, accountId, artifact, caller.mode)

  const version = await resolveVersion(db, artifact, behind ?? revision ?? 'latest')
  if (behind !== undefined && revision !== undefined) {
    const other = await resolveVersion(db, artifact, revision)
    if (other.id !== version.id) {
      const message = `model says version ${version.version}, revision says ${other.version}: which one?`
      throw refuse('revision', message)
    }
  }
  return { artifact, version }
}

async function getModelById(db: Db, caller: Caller, id: string) {
  const row = /^[\w-]{1,100}$/.test(id)
    ? await db
        .selectFrom('artifact')
        .innerJoin('account', 'account.id', 'artifact.owner_id')
        .select(['account.slug', 'artifact.name'])
        .where('artifact.id', '=', id)
        .where('artifact.kind', '=', 'model')
        .executeTakeFirst()
    : undefined
  if (!row) throw new Fault('not_found', `there is no model "${shorten(id)}"`)
  return getArtifact(db, caller, { owner: row.slug, kind: 'model', name: row.name })
}

function refuse(field: string, message: string): Fault {
  return new Fault('validation_failed', message, {
    field,
    issues: [{ loc: ['body', field], message, type: 'value_error' }],
  })
}

const shorten = (text: string) => (text.length > 200 ? `${text.slice(0, 200)}…` : text)

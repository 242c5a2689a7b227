import type { Db } from '../../db/database.ts'
import type { Role } from '../../db/tables.ts'
import { Fault } from '../../fault.ts'
import { findRole, isAtLeast } from '../accounts/access.ts'
import { type Account, findAccountBySlug } from '../accounts/account.ts'
import type { Caller } from '../accounts/caller.ts'
import { type ArtifactRef, type FoundArtifact, getArtifact } from './find-artifact.ts'
import { isName } from './names.ts'

/**
 * An artifact that the caller may change as one with this role.
 *
 * @throws Fault `not_found` for who may not see it, `forbidden` for who may see it and no more
 */
export async function getArtifactToChange(
  db: Db,
  caller: Caller,
  ref: ArtifactRef,
  wanted: Role,
): Promise<FoundArtifact> {
  const found = await getArtifact(db, caller, ref)
  requireRank(found.role, wanted, ref.owner)
  return found
}

/**
 * The owner of an artifact, which need not exist yet, for a caller who may push to it.
 *
 * @throws Fault like `getArtifactToChange`; what a stranger may learn of an owner is its public artifacts
 */
export async function getOwnerToPush(db: Db, caller: Caller, ref: ArtifactRef): Promise<Account> {
  const owner = isName(ref.owner) ? await findAccountBySlug(db, ref.owner) : undefined
  const role = owner && (await findRole(db, caller.account.id, owner.id))
  if (owner && role) {
    requireRank(role, 'contributor', ref.owner)
    return owner
  }
  await getArtifact(db, caller, ref)
  throw new Fault('forbidden', `only members of "${ref.owner}" may do this`)
}

/** @throws Fault `forbidden` when a role in `owner`, or none, is less than the wanted one */
export function requireRank(role: Role | undefined, wanted: Role, owner: string): void {
  if (isAtLeast(role, wanted)) return
  throw new Fault(
    'forbidden',
    role === undefined
      ? `only members of "${owner}" may do this`
      : `this needs the role ${wanted} in "${owner}"; yours is ${role}`,
  )
}

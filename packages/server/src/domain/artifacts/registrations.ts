import type { Selectable } from 'kysely'
import type { Database, Db, Trx } from '../../db/database.ts'
import type { ArtifactKind, RegistrationTable } from '../../db/tables.ts'
import { Fault } from '../../fault.ts'
import { newId } from '../../ids.ts'
import { findRole } from '../accounts/access.ts'
import type { Caller } from '../accounts/caller.ts'
import { canonicalHash } from './canonical-hash.ts'
import { checkFiles } from './check-files.ts'
import { checkManifest } from './check-manifest.ts'
import { findSameVersion } from './find-same-version.ts'
import type { Manifest } from './manifest.ts'
import { isName, requireName } from './names.ts'
import { type MissingBlob, openUploads } from './open-uploads.ts'
import type { RevisionAbout } from './register-version.ts'
import { parseVersionNumber } from './semver-number.ts'
import { touchBlobs } from './touch-blobs.ts'
import { findUsableBlobs } from './usable-blobs.ts'
import type { VersionFile } from './versions.ts'
import { getOwnerToPush, requireRank } from './write-access.ts'

export type RegistrationRow = Selectable<RegistrationTable>

/** How long a registration waits for its blobs since it was last asked for. */
export const REGISTRATION_LIFE = 24 * 60 * 60 * 1000

const CHUNK = 400

/** A version that somebody wants to register. */
export interface NewVersion {
  owner: string
  kind: ArtifactKind
  name: string
  version: string
  files: readonly VersionFile[]
  manifest: Manifest
  /** What the marketplace was told of the version beyond its manifest. */
  about?: RevisionAbout
}

/** Where its parts stand in the request, to blame the right one. */
export interface NewVersionPlaces {
  name: readonly string[]
  version: readonly string[]
  files: readonly string[]
  manifest: readonly string[]
}

export interface OpenRegistration {
  id: string
  missing: MissingBlob[]
  expiresAt: number
}

/**
 * Begins to register a version: says which of its blobs have to be sent, and to which uploads. Asked again
 * for the same, it is the same registration with the same uploads, and says what is still missing.
 *
 * @throws Fault `validation_failed`, `forbidden`, `not_found`, or `already_exists` when the number was used
 * for something else
 */
export async function openRegistration(
  database: Database,
  caller: Caller,
  wanted: NewVersion,
  places: NewVersionPlaces,
): Promise<OpenRegistration> {
  const { owner: ownerSlug, kind, name, version } = wanted
  const owner = await getOwnerToPush(database.read, caller, wanted)
  requireName(name, places.name)
  parseVersionNumber(version, places.version)
  const files = checkFiles(wanted.files, places.files)
  const about = { kind, owner: ownerSlug, name, version, files }
  const manifest = checkManifest(wanted.manifest, about, places.manifest)
  const bodyHash = canonicalHash({ files, manifest })
  const accountId = caller.account.id

  await findSameVersion(database.read, { kind, ownerId: owner.id, name, version, bodyHash })
  const sizes = new Map(files.map(({ sha256, size }) => [sha256, size]))
  const sha256s = [...sizes.keys()]
  const usable = await findUsableBlobs(database.read, { accountId, ownerId: owner.id }, sha256s)
  requireSameSizes(wanted.files, usable, places.files)

  return database.write(async (trx) => {
    const now = Date.now()
    const expiresAt = now + REGISTRATION_LIFE
    const { id } = await trx
      .insertInto('registration')
      .values({
        id: newId('reg'),
        account_id: accountId,
        artifact_kind: kind,
        owner_id: owner.id,
        name,
        version,
        body_hash: bodyHash,
        manifest: JSON.stringify(manifest),
        files: JSON.stringify(files),
        about: JSON.stringify(wanted.about ?? {}),
        version_id: null,
        created_at: now,
        expires_at: expiresAt,
      })
      .onConflict((conflict) =>
        conflict
          .columns(['account_id', 'owner_id', 'artifact_kind', 'name', 'version', 'body_hash'])
          .doUpdateSet({
            expires_at: expiresAt,
            ...(wanted.about ? { about: JSON.stringify(wanted.about) } : {}),
          }),
      )
      .returning('id')
      .executeTakeFirstOrThrow()
    await holdBlobs(trx, id, sha256s)
    const present = await touchBlobs(trx, [...usable.keys()], now)
    const missing = sha256s.filter((sha256) => !present.has(sha256))
    const blobs = missing.map((sha256) => ({ sha256, size: sizes.get(sha256)! }))
    const opening = { accountId, ownerId: owner.id, expiresAt, now }
    return { id, missing: await openUploads(trx, blobs, opening), expiresAt }
  })
}

/**
 * A registration that lives, for who may push to its owner.
 *
 * @throws Fault `not_found`, `forbidden`
 */
export async function getRegistration(
  db: Db,
  caller: Caller,
  { owner, id }: { owner: string; id: string },
): Promise<RegistrationRow> {
  const missing = new Fault('not_found', 'there is no such upload, or it has expired: begin it again')
  if (!isName(owner)) throw missing
  const row = await db
    .selectFrom('registration')
    .innerJoin('account', 'account.id', 'registration.owner_id')
    .selectAll('registration')
    .where('registration.id', '=', id)
    .where('account.slug', '=', owner)
    .where('registration.expires_at', '>', Date.now())
    .executeTakeFirst()
  if (!row) throw missing
  const role = await findRole(db, caller.account.id, row.owner_id)
  if (role === undefined) throw missing
  requireRank(role, 'contributor', owner)
  return row
}

/** Forgets the registrations that have expired; the blobs they held are the collector's then. */
export async function sweepRegistrations(database: Database, now = Date.now()): Promise<void> {
  await database.write((trx) => trx.deleteFrom('registration').where('expires_at', '<=', now).execute())
}

/** Bytes that are here have a size already. Those that are not are measured when they come. */
function requireSameSizes(
  files: readonly VersionFile[],
  known: ReadonlyMap<string, number>,
  at: readonly string[],
): void {
  files.forEach(({ path, sha256, size }, index) => {
    const actual = known.get(sha256)
    if (actual === undefined || actual === size) return
    const message = `${JSON.stringify(path)} is said to have ${size} bytes, but has ${actual}`
    throw new Fault('validation_failed', message, {
      issues: [{ loc: [...at, index, 'size'], message, type: 'value_error' }],
    })
  })
}

/** While the registration lives, the garbage collector leaves these alone. */
async function holdBlobs(trx: Trx, registrationId: string, sha256s: readonly string[]): Promise<void> {
  for (let start = 0; start < sha256s.length; start += CHUNK) {
    const rows = sha256s
      .slice(start, start + CHUNK)
      .map((sha256) => ({ registration_id: registrationId, sha256 }))
    await trx
      .insertInto('registration_blob')
      .values(rows)
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
}

import type { Database, Trx } from '../../../db/database.ts'
import { isUniqueViolation } from '../../../db/errors.ts'
import type { ArtifactKind } from '../../../db/tables.ts'
import { Fault } from '../../../fault.ts'
import { newId } from '../../../ids.ts'
import type { Caller } from '../../accounts/caller.ts'
import { requireName } from '../names.ts'
import { updateLatest } from '../update-latest.ts'
import { getOwnerToPush } from '../write-access.ts'
import { checkText } from './check-text.ts'
import type { DatasetSchema, Declared } from './declared.ts'
import { requireLicence } from './require-licence.ts'

/** A model or dataset as the marketplace makes one: without a version, and seen by its owner's members alone. */
export interface NewAsset {
  kind: ArtifactKind
  /** `name`, or `owner/name`. */
  slug: string
  /** The slug of who is to own it; default the caller. */
  owner?: string | undefined
  title: string
  license: string
  framework?: string | undefined
  task?: string | undefined
  modality?: string[] | undefined
  summary?: string | undefined
  tags?: string[] | undefined
  /** What every shard of a dataset must keep. */
  schema?: DatasetSchema | undefined
}

/**
 * Makes a model or dataset.
 *
 * @returns its id
 * @throws Fault `validation_failed`, `already_exists`, `forbidden` for an owner the caller may not push to
 */
export async function addAsset(database: Database, caller: Caller, wanted: NewAsset): Promise<string> {
  const { kind, title, framework, task, modality, summary, tags } = wanted
  const slash = wanted.slug.indexOf('/')
  const name = wanted.slug.slice(slash + 1)
  const ownerSlug = slash === -1 ? (wanted.owner ?? caller.account.slug) : wanted.slug.slice(0, slash)
  if (wanted.owner !== undefined && wanted.owner !== ownerSlug) {
    throw new Fault('validation_failed', 'owner is not the one that slug names', { field: 'owner' })
  }
  requireName(name, ['body', 'slug'])
  const license = requireLicence(wanted.license)
  checkText({ name: title, summary, tags, modality })
  const owner = await getOwnerToPush(database.read, caller, { owner: ownerSlug, kind, name })
  const declared: Declared = {
    license,
    ...(framework === undefined ? {} : { framework }),
    ...(task === undefined ? {} : { task }),
    ...(modality === undefined ? {} : { modality }),
    ...(summary === undefined ? {} : { summary }),
    ...(tags === undefined ? {} : { tags }),
    ...(wanted.schema === undefined ? {} : { schema: wanted.schema }),
  }
  const now = Date.now()
  const id = newId(kind === 'model' ? 'mdl' : 'ds')
  try {
    await database.write(async (trx: Trx) => {
      await trx
        .insertInto('artifact')
        .values({
          id,
          kind,
          owner_id: owner.id,
          name,
          title,
          declared: JSON.stringify(declared),
          created_at: now,
          updated_at: now,
        })
        .execute()
      await updateLatest(trx, id)
    })
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    throw new Fault('already_exists', `"${ownerSlug}/${name}" exists already`, { field: 'slug' })
  }
  return id
}

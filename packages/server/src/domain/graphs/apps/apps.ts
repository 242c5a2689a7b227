import type { Database, Db, Trx } from '../../../db/database.ts'
import type { GraphAppTable } from '../../../db/tables/graphs.ts'
import { Fault } from '../../../fault.ts'
import type { Studio } from '../studio.ts'

/** How an app may be called: letters, digits and dashes, a letter first. */
export const APP_SLUG = /^[a-z][a-z0-9-]{0,63}$/

export function requireAppSlug(slug: string): void {
  if (APP_SLUG.test(slug)) return
  throw new Fault('validation_failed', `an app's name has 1 to 64 of a-z, 0-9 and -, a letter first`, {
    as: 'invalid_slug',
  })
}

const noSuchApp = (slug: string) => new Fault('not_found', `App '${slug}' not found`, { as: 'app_not_found' })

/** @throws Fault `not_found` */
export async function getApp(db: Db, accountId: string, slug: string): Promise<GraphAppTable> {
  requireAppSlug(slug)
  const row = await db
    .selectFrom('graph_app')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('slug', '=', slug)
    .executeTakeFirst()
  if (!row) throw noSuchApp(slug)
  return row
}

/** An account's apps by name, each with how many versions it has. */
export async function listApps(db: Db, accountId: string) {
  return db
    .selectFrom('graph_app')
    .selectAll()
    .select((app) =>
      app
        .selectFrom('graph_app_version')
        .whereRef('graph_app_version.account_id', '=', 'graph_app.account_id')
        .whereRef('graph_app_version.slug', '=', 'graph_app.slug')
        .select((count) => count.fn.countAll().as('count'))
        .as('versions'),
    )
    .where('account_id', '=', accountId)
    .orderBy('slug')
    .execute()
}

/** The versions of an app, the newest first, without their graphs. */
export async function listAppVersions(db: Db, accountId: string, slug: string) {
  const { active_version: active } = await getApp(db, accountId, slug)
  const rows = await db
    .selectFrom('graph_app_version')
    .select(['version', 'graph_name', 'note', 'git_commit', 'git_dirty', 'created_at'])
    .where('account_id', '=', accountId)
    .where('slug', '=', slug)
    .orderBy('version', 'desc')
    .execute()
  return rows.map((row) => ({ ...row, isActive: row.version === active }))
}

/** The version of an app that answers. */
export interface ActiveApp {
  version: number
  graphName: string
  /** The graph as JSON. */
  document: string
  recordsIo: boolean
  gitCommit: string | null
  gitDirty: boolean | null
}

/** @throws Fault `not_found`, `conflict` while no version is active */
export async function getActiveApp(db: Db, accountId: string, slug: string): Promise<ActiveApp> {
  const app = await getApp(db, accountId, slug)
  if (app.active_version === null) {
    throw new Fault('conflict', `App '${slug}' is not published`, { as: 'app_unpublished' })
  }
  const row = await db
    .selectFrom('graph_app_version')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('slug', '=', slug)
    .where('version', '=', app.active_version)
    .executeTakeFirstOrThrow()
  return {
    version: row.version,
    graphName: row.graph_name,
    document: row.document,
    recordsIo: app.record_io === 1,
    gitCommit: row.git_commit,
    gitDirty: row.git_dirty === null ? null : row.git_dirty === 1,
  }
}

/** Lets any version that exists answer, an older one too. */
export async function activateApp(
  database: Database,
  accountId: string,
  slug: string,
  version: number,
): Promise<void> {
  requireAppSlug(slug)
  await database.write(async (trx) => {
    const known = await trx
      .selectFrom('graph_app_version')
      .select('version')
      .where('account_id', '=', accountId)
      .where('slug', '=', slug)
      .where('version', '=', version)
      .executeTakeFirst()
    if (!known) {
      await getApp(trx, accountId, slug)
      throw new Fault('not_found', `App '${slug}' has no version ${version}`, { as: 'version_not_found' })
    }
    await change(trx, accountId, slug, { active_version: version })
  })
}

/** Lets no version answer; all of them are kept. */
export async function unpublishApp(database: Database, accountId: string, slug: string): Promise<void> {
  requireAppSlug(slug)
  await database.write((trx) => change(trx, accountId, slug, { active_version: null }))
}

/** Whether what goes in and comes out is kept from now on. */
export async function setAppRecording(
  database: Database,
  accountId: string,
  slug: string,
  recordsIo: boolean,
): Promise<void> {
  requireAppSlug(slug)
  await database.write((trx) => change(trx, accountId, slug, { record_io: recordsIo ? 1 : 0 }))
}

async function change(
  trx: Trx,
  accountId: string,
  slug: string,
  values: Partial<GraphAppTable>,
): Promise<void> {
  const { numUpdatedRows } = await trx
    .updateTable('graph_app')
    .set({ ...values, updated_at: Date.now() })
    .where('account_id', '=', accountId)
    .where('slug', '=', slug)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw noSuchApp(slug)
}

/** An app, all its versions and everything that is known of its runs. */
export async function deleteApp(
  { database, appRuns }: Pick<Studio, 'database' | 'appRuns'>,
  accountId: string,
  slug: string,
): Promise<void> {
  requireAppSlug(slug)
  // What is written later must not come under another app of the same name.
  await appRuns.settle()
  await database.write(async (trx) => {
    const { numDeletedRows } = await trx
      .deleteFrom('graph_app')
      .where('account_id', '=', accountId)
      .where('slug', '=', slug)
      .executeTakeFirst()
    if (numDeletedRows === 0n) throw noSuchApp(slug)
  })
}

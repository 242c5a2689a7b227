import { Fault } from '../../../fault.ts'
import type { Caller } from '../../accounts/caller.ts'
import { CallError } from '../function/call-error.ts'
import { checkCallable } from '../function/call-graph.ts'
import { type Graph, withoutNotes } from '../graph.ts'
import { expandPresets } from '../plan/expand-presets.ts'
import { findGraph, savedName, withoutSecrets } from '../saved-graphs.ts'
import type { Studio } from '../studio.ts'
import { requireAppSlug } from './apps.ts'

export interface AppPublication {
  slug: string
  /** The name of a saved graph. */
  graph: string
  note?: string | null | undefined
  /** Whether an app of that name may be new: a slip of the pen makes no second app. */
  create: boolean
  /** Left as it is where nothing is said; on for a new app. */
  recordsIo?: boolean | null | undefined
  gitCommit?: string | null | undefined
  gitDirty?: boolean | null | undefined
}

/** Where the weights of a version of an app are kept. */
export const appGraphId = (slug: string, version: number) => `app:${slug}@${version}`

/**
 * Makes the next version of an app out of a saved graph, and lets it answer. The version is a copy: the graph, what is
 * in its presets, and the weights it has now; changing any of them later changes nothing here.
 *
 * @throws CallError for a graph that could not be called as a function
 * @throws Fault `not_found` for an app that is not there and not to be made
 */
export async function publishApp(studio: Studio, caller: Caller, wanted: AppPublication) {
  const { slug, note = null } = wanted
  requireAppSlug(slug)
  const accountId = caller.account.id
  const { database } = studio
  const saved =
    savedName(wanted.graph) === wanted.graph
      ? await findGraph(database.read, accountId, wanted.graph)
      : undefined
  if (!saved) throw new CallError('graph_not_found', `Graph '${wanted.graph}' not found`)
  const presets = await studio.presets(accountId, saved)
  await checkCallable(studio, saved, presets)
  const { nodes, edges } = expandPresets(withoutNotes(withoutSecrets(saved, studio.catalogue)), presets)
  const graph: Graph = {
    nodes,
    edges,
    name: saved.name ?? wanted.graph,
    description: saved.description ?? '',
  }

  const now = Date.now()
  const made = await database.write(async (trx) => {
    const app = await trx
      .selectFrom('graph_app')
      .select('record_io')
      .where('account_id', '=', accountId)
      .where('slug', '=', slug)
      .executeTakeFirst()
    if (!app && !wanted.create) {
      throw new Fault('not_found', `App '${slug}' not found: say "create": true to make it`, {
        as: 'app_not_found',
      })
    }
    const recordIo = wanted.recordsIo ?? (app ? app.record_io === 1 : true)
    const values = { graph_name: wanted.graph, record_io: recordIo ? 1 : 0, updated_at: now }
    // The row is taken first: two at a time get two numbers.
    await trx
      .insertInto('graph_app')
      .values({ account_id: accountId, slug, active_version: null, created_at: now, ...values })
      .onConflict((conflict) => conflict.columns(['account_id', 'slug']).doUpdateSet(values))
      .execute()
    const { last } = await trx
      .selectFrom('graph_app_version')
      .select(({ fn }) => fn.max('version').as('last'))
      .where('account_id', '=', accountId)
      .where('slug', '=', slug)
      .executeTakeFirstOrThrow()
    const version = Number(last ?? 0) + 1
    await trx
      .insertInto('graph_app_version')
      .values({
        account_id: accountId,
        slug,
        version,
        graph_name: wanted.graph,
        document: JSON.stringify(graph),
        note,
        git_commit: wanted.gitCommit ?? null,
        git_dirty: wanted.gitDirty === undefined || wanted.gitDirty === null ? null : wanted.gitDirty ? 1 : 0,
        created_at: now,
      })
      .execute()
    return { version, isNew: !app }
  })
  await studio.modules.copy(accountId, wanted.graph, appGraphId(slug, made.version))
  // It answers from now on: its weights are there.
  await database.write(async (trx) => {
    await trx
      .updateTable('graph_app')
      .set({ active_version: made.version, updated_at: now })
      .where('account_id', '=', accountId)
      .where('slug', '=', slug)
      .execute()
  })
  return { ...made, slug, graphName: wanted.graph, note }
}

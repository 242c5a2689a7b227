import type { Database, Db } from '../../db/database.ts'
import { Fault } from '../../fault.ts'
import type { Catalogue } from './catalogue.ts'
import type { Graph } from './graph.ts'

/** A graph's name as it is kept: letters and digits of any script, `-` and `_`; everything else becomes `_`. */
export const savedName = (name: string) => name.replace(/[^\p{L}\p{N}_-]/gu, '_')

/** What must be kept under a name for it to be replaced: that state of it, or nothing at all. */
export type Expected = { modified: number } | 'nothing'

export interface Saved {
  /** The name it is kept under. */
  name: string
  /** Milliseconds since 1970; another for every save of one graph, so that it says which state this is. */
  modified: number
}

/**
 * Saves a graph under its name; one of the same name is replaced. Secrets are left out.
 *
 * @throws Fault `precondition_failed` when what is there is not what was expected: somebody else saved meanwhile
 */
export async function saveGraph(
  database: Database,
  accountId: string,
  graph: Graph,
  catalogue: Catalogue,
  expected?: Expected,
): Promise<Saved> {
  const name = savedName(graph.name ?? 'Untitled')
  if (name === '' || name.length > 200) {
    throw new Fault('validation_failed', 'a graph has a name of 1 to 200 characters', { field: 'name' })
  }
  const {
    nodes,
    edges,
    description = '',
    presets = [],
    segmentGroups = [],
  } = withoutSecrets(graph, catalogue)
  const document = JSON.stringify({ nodes, edges, name: graph.name, description, presets, segmentGroups })
  const modified = await database.write((trx) => write(trx, { accountId, name, document }, expected))
  if (modified === undefined) {
    throw new Fault('precondition_failed', `Graph '${name}' was saved by somebody else meanwhile`)
  }
  return { name, modified }
}

/** When it was written; undefined where what was expected is not there. */
async function write(
  trx: Db,
  { accountId, name, document }: { accountId: string; name: string; document: string },
  expected: Expected | undefined,
): Promise<number | undefined> {
  const now = Date.now()
  if (typeof expected === 'object') {
    const row = await trx
      .updateTable('graph')
      .set({ document, updated_at: Math.max(now, expected.modified + 1) })
      .where('account_id', '=', accountId)
      .where('name', '=', name)
      .where('updated_at', '=', expected.modified)
      .returning('updated_at')
      .executeTakeFirst()
    return row?.updated_at
  }
  const insert = trx
    .insertInto('graph')
    .values({ account_id: accountId, name, document, created_at: now, updated_at: now })
  const row = await insert
    .onConflict((conflict) => {
      const same = conflict.columns(['account_id', 'name'])
      if (expected === 'nothing') return same.doNothing()
      return same.doUpdateSet(({ ref, eb }) => ({
        document,
        updated_at: eb
          .case()
          .when('graph.updated_at', '<', now)
          .then(now)
          .else(eb(ref('graph.updated_at'), '+', 1))
          .end(),
      }))
    })
    .returning('updated_at')
    .executeTakeFirst()
  return row?.updated_at
}

/** Asks for the JSON of saved graphs by account and name, as they are kept: for those that are called all the time. */
export const savedDocuments = (database: Database) =>
  database.prepare<{ document: string }>('saved graph', (db) =>
    db.selectFrom('graph').select('document').where('account_id', '=', '').where('name', '=', ''),
  )

/** A saved graph, if there is one of that name. */
export const findGraph = async (db: Db, accountId: string, name: string): Promise<Graph | undefined> =>
  (await findSaved(db, accountId, name))?.graph

async function findSaved(db: Db, accountId: string, name: string) {
  const row = await db
    .selectFrom('graph')
    .select(['document', 'updated_at'])
    .where('account_id', '=', accountId)
    .where('name', '=', savedName(name))
    .executeTakeFirst()
  return row && { graph: JSON.parse(row.document) as Graph, modified: row.updated_at }
}

/** @throws Fault `not_found` */
export async function getGraph(
  db: Db,
  accountId: string,
  name: string,
): Promise<{ graph: Graph; modified: number }> {
  const saved = await findSaved(db, accountId, name)
  if (!saved) throw new Fault('not_found', `Graph '${name}' not found`)
  return saved
}

/** Names of the saved graphs, as shown and as kept. */
export async function listGraphs(db: Db, accountId: string) {
  const rows = await db
    .selectFrom('graph')
    .select(['name', 'document', 'updated_at'])
    .where('account_id', '=', accountId)
    .orderBy('name')
    .execute()
  return rows.map(({ name, document, updated_at }) => ({
    name: (JSON.parse(document) as Graph).name ?? name,
    file: name,
    modified: updated_at,
  }))
}

/** @throws Fault `not_found` */
export async function deleteGraph(database: Database, accountId: string, name: string): Promise<void> {
  const gone = await database.write(async (trx) =>
    trx
      .deleteFrom('graph')
      .where('account_id', '=', accountId)
      .where('name', '=', savedName(name))
      .returning('name')
      .execute(),
  )
  if (gone.length === 0) throw new Fault('not_found', `Graph '${name}' not found`)
}

/** A graph whose secret parameters are blank: what is saved, exported or published. */
export function withoutSecrets(graph: Graph, catalogue: Catalogue): Graph {
  return {
    ...graph,
    nodes: graph.nodes.map((graphNode) => {
      const params = graphNode.data?.params
      const kind = catalogue.get(graphNode.type)
      if (!params || !kind) return graphNode
      const secrets = Object.keys(params).filter((name) => kind.params[name]?.type === 'secret')
      if (secrets.length === 0) return graphNode
      const blank = Object.fromEntries(secrets.map((name) => [name, '']))
      return { ...graphNode, data: { ...graphNode.data, params: { ...params, ...blank } } }
    }),
  }
}

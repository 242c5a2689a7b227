import type { Database, Db } from '../../db/database.ts'
import { Fault } from '../../fault.ts'
import type { Catalogue } from './catalogue.ts'
import type { Graph } from './graph.ts'

/** A graph's name as it is kept: letters and digits of any script, `-` and `_`; everything else becomes `_`. */
export const savedName = (name: string) => name.replace(/[^\p{L}\p{N}_-]/gu, '_')

/** Saves a graph under its name; one of the same name is replaced. Secrets are left out. */
export async function saveGraph(
  database: Database,
  accountId: string,
  graph: Graph,
  catalogue: Catalogue,
): Promise<string> {
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
  const now = Date.now()
  await database.write(async (trx) => {
    await trx
      .insertInto('graph')
      .values({ account_id: accountId, name, document, created_at: now, updated_at: now })
      .onConflict((conflict) =>
        conflict.columns(['account_id', 'name']).doUpdateSet({ document, updated_at: now }),
      )
      .execute()
  })
  return name
}

/** A saved graph, if there is one of that name. */
export async function findGraph(db: Db, accountId: string, name: string): Promise<Graph | undefined> {
  const row = await db
    .selectFrom('graph')
    .select('document')
    .where('account_id', '=', accountId)
    .where('name', '=', savedName(name))
    .executeTakeFirst()
  return row && (JSON.parse(row.document) as Graph)
}

/** @throws Fault `not_found` */
export async function getGraph(db: Db, accountId: string, name: string): Promise<Graph> {
  const graph = await findGraph(db, accountId, name)
  if (!graph) throw new Fault('not_found', `Graph '${name}' not found`)
  return graph
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

import { answerOf } from '@nodeyard/sdk/client'
import { api, ask } from '../../../app/api.ts'
import { graphIdOf } from '../run/run-store.ts'
import { toExecute } from '../tabs/tabs.ts'

export interface Wanted {
  name: string
  version: string
  summary: string
  license: string
  seed: number
  nodeId: string
}

export interface Published {
  model: string
  version: string
  metrics: Record<string, number>
}

/**
 * Makes a version of a model of a tab's graph.
 *
 * @param key of this one wish: sent again with the same one, it is done once
 */
export function publishGraph(
  tabId: string,
  { name, version, summary, license, seed, nodeId }: Wanted,
  key: string,
) {
  return ask<Published>('/api/graph/publish', {
    headers: { 'idempotency-key': key },
    json: {
      graph: toExecute(tabId),
      graph_id: graphIdOf(tabId),
      seed,
      name,
      ...(version && { version }),
      ...(summary && { summary }),
      ...(license && { license }),
      ...(nodeId && { node_id: nodeId }),
    },
  })
}

/** Starts a deployment of a version and answers its id. */
export async function deployVersion({ model, version }: Published): Promise<string> {
  const body = { model, revision: version }
  return (await answerOf(api.marketplace.POST('/v1/deployments', { body }))).id
}

import { LRUCache } from 'lru-cache'
import { type Graph, presetNameOf } from '../graph.ts'
import type { Plan } from '../plan/plan-run.ts'
import type { Studio } from '../studio.ts'
import { checkCallable } from './call-graph.ts'
import type { Contract } from './contract.ts'

/** A graph that is called, with what is the same in every call of it. */
export interface PreparedGraph {
  graph: Graph
  contract: Contract
  plan: Plan
  /** The graph as JSON; undefined where a run has to look at the presets of its account anew. */
  document: string | undefined
}

const MOST = 200

/** Graphs that are called again and again are read, checked and planned once. */
export class PreparedGraphs {
  readonly #kept = new LRUCache<string, { generation: number; prepared: PreparedGraph }>({ max: MOST })

  /**
   * @param name what the graph is called by; another document under it takes the place of the one before
   * @throws CallError for a graph that cannot be called
   */
  async get(studio: Studio, accountId: string, name: string, document: string): Promise<PreparedGraph> {
    const key = `${accountId}/${name}`
    const { generation } = studio.plugins
    const kept = this.#kept.get(key)
    if (kept?.generation === generation && kept.prepared.document === document) return kept.prepared
    const graph = JSON.parse(document) as Graph
    const presets = await studio.presets(accountId, graph)
    const { contract, plan } = await checkCallable(studio, graph, presets)
    // Presets may change while the graph stays.
    const usesPresets =
      graph.nodes.some((box) => presetNameOf(box) !== undefined) || plan.some(({ type }) => type === 'Map')
    const prepared = { graph, contract, plan, document: usesPresets ? undefined : document }
    if (!usesPresets) this.#kept.set(key, { generation, prepared })
    return prepared
  }
}

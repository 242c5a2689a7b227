import type { Planned } from '../plan/plan-run.ts'
import type { ModuleKey } from './module-store.ts'

/** Where the weights of a graph node are kept. */
export const moduleKey = (
  accountId: string,
  graphId: string,
  { id, type, kind, params }: Planned,
): ModuleKey => ({
  accountId,
  graphId,
  nodeId: id,
  structure: JSON.stringify([type, kind.weights?.map((name) => params[name])]),
})

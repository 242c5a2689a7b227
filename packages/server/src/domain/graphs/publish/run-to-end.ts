import { Fault } from '../../../fault.ts'
import { newId } from '../../../ids.ts'
import type { Caller } from '../../accounts/caller.ts'
import type { Outcome } from '../execute/execute.ts'
import type { Graph } from '../graph.ts'
import { type Plan, planGraph } from '../plan/plan-run.ts'
import { moduleKey } from '../state/module-key.ts'
import type { Studio } from '../studio.ts'
import type { Finding } from './find-traceable.ts'

export interface GraphRun {
  runId: string
  plan: Plan
  outcome: Outcome
  /** What it takes to make a model of it. */
  finding: Omit<Finding, 'nodeId'>
}

/**
 * Runs a graph as it would run from the canvas, and waits. What has not changed since it last ran comes from the cache:
 * a trained model is not trained again.
 *
 * @throws Fault `validation_failed` when it cannot run, or fails
 */
export async function runToEnd(
  studio: Studio,
  caller: Caller,
  { graph, graphId, seed }: { graph: Graph; graphId: string; seed: number },
): Promise<GraphRun> {
  const presets = await studio.presets(caller.account.id, graph)
  const { plan, issues } = planGraph(graph, studio.catalogue, presets)
  if (issues.length > 0) throw new Fault('validation_failed', issues.map(({ message }) => message).join('; '))
  // Asked for once more after the server died, it is the same run: what is left of the first is replaced.
  const runId = newId('run')
  const run = await studio.runs.start(caller, { graph, graphId, seed, runId, origin: 'command' })
  const outcome = await run.done
  if (outcome.status !== 'succeeded') {
    throw new Fault('validation_failed', outcome.error ?? 'the run was stopped')
  }
  const { results } = outcome
  return {
    runId: run.id,
    plan,
    outcome,
    finding: {
      plan,
      results,
      seed,
      moduleOf: (planned, make) => studio.modules.get(moduleKey(caller.account.id, graphId, planned), make),
    },
  }
}

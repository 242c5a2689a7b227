import { Module, Tensor, zeros } from '@nodeyard/tensor'
import { Fault } from '../../../fault.ts'
import type { Result } from '../execute/result-cache.ts'
import type { RunResults } from '../execute/run-results.ts'
import { type Traceable, traceGraph, traceModel } from '../export/trace-graph.ts'
import { gatherSamples } from '../gather-samples.ts'
import type { Plan } from '../plan/plan-run.ts'
import { inputCount } from '../training/forward-batch.ts'
import { datasetAmong } from './describe-data.ts'

export interface Finding {
  plan: Plan
  results: RunResults
  seed: number
  moduleOf: Parameters<typeof traceGraph>[0]['moduleOf']
  /** The graph node whose model is meant; without it the last one that trains, or else the graph's own tensors. */
  nodeId?: string | undefined
}

/**
 * What of a graph that has run is to become a model.
 *
 * @returns with the id of the graph node whose model it is; undefined for the graph itself
 * @throws Fault `not_found`, `validation_failed`
 */
export async function findTraceable(
  finding: Finding,
): Promise<{ traced: Traceable; nodeId: string | undefined }> {
  const { plan, results, nodeId } = finding
  if (nodeId !== undefined && !plan.some(({ id }) => id === nodeId)) {
    throw new Fault('not_found', `no graph node "${nodeId}" has run`, { field: 'node_id' })
  }
  const chosen = plan.findLast(({ id, type }) =>
    nodeId === undefined ? type.endsWith('TrainingLoop') && modelOf(results.get(id)) : id === nodeId,
  )
  if (!chosen) return { traced: traceGraph(finding), nodeId: undefined }
  const model = modelOf(results.get(chosen.id))
  if (!model)
    throw new Fault('validation_failed', `${chosen.type} (node ${chosen.id}) gives no network`, {
      field: 'node_id',
    })
  const isDenoiser = chosen.type === 'DiffusionTrainingLoop'
  const example = await exampleFor(finding, chosen.id, isDenoiser ? 1 : inputCount(model))
  // What tells noise from a picture is asked with the step as well that the noise has come to.
  if (isDenoiser) example.push(zeros([example[0]!.shape[0]!], { dtype: 'int64' }))
  return { traced: traceModel(model, example), nodeId: chosen.id }
}

const modelOf = (result: Result | undefined): Module | undefined =>
  Object.values(result?.outputs ?? {}).find((value): value is Module => value instanceof Module)

/** What the model was fed in this run: samples of its dataset, or a tensor that was wired beside it. */
async function exampleFor({ plan, results }: Finding, nodeId: string, count: number): Promise<Tensor[]> {
  const valuesInto = (id: string) =>
    plan
      .find((planned) => planned.id === id)!
      .inputs.map(({ from, output }) => results.get(plan[from]!.id)?.outputs[output])
  const place = plan.findIndex(({ id }) => id === nodeId)
  const users = plan.filter(({ inputs }) => inputs.some(({ from }) => from === place)).map(({ id }) => id)
  for (const id of [nodeId, ...users]) {
    const values = valuesInto(id)
    const dataset = datasetAmong(values)
    if (dataset && dataset.samples.length > 0) {
      const columns = await gatherSamples(dataset.samples, [0, Math.min(1, dataset.samples.length - 1)])
      if (columns.length >= count) return columns.slice(0, count)
    }
    const tensors = values.filter((value): value is Tensor => value instanceof Tensor)
    if (id !== nodeId && tensors.length >= count) return tensors.slice(0, count)
  }
  throw new Fault(
    'validation_failed',
    `nothing says what the model of node ${nodeId} is asked: wire it to an Inference or EvaluateModel`,
    { field: 'node_id' },
  )
}

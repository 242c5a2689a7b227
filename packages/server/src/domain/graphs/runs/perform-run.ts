import type { Module, Tensor } from '@nodeyard/tensor'
import { readAll } from '@nodeyard/tensor'
import { Fault } from '../../../fault.ts'
import type { Caller } from '../../accounts/caller.ts'
import type { CapturedRuns } from '../captured/captured-runs.ts'
import type { Catalogue } from '../catalogue.ts'
import { buildGradients, healthOf } from '../execute/backward.ts'
import { execute, nothingRan, type Outcome } from '../execute/execute.ts'
import type { Results } from '../execute/result-cache.ts'
import type { RunResults } from '../execute/run-results.ts'
import type { Graph, Preset } from '../graph.ts'
import type { Offload } from '../offload/offload.ts'
import { type Plan, type Planned, planGraph } from '../plan/plan-run.ts'
import type { RunContext } from '../run-context.ts'
import { moduleKey } from '../state/module-key.ts'
import type { ModuleStore } from '../state/module-store.ts'
import type { LiveRun } from './live-run.ts'
import type { OutsideContext } from './outside.ts'
import { filesOf, folderOf } from './run-files.ts'
import type { RunRequest } from './run-request.ts'
import { tellDownloads } from './tell-downloads.ts'

/** What runs are made with; see app.ts. */
export interface RunTools {
  dataFolder: string
  catalogue(): Catalogue
  /** Every preset an account's graphs may use. */
  presetsFor(accountId: string, graph: Pick<Graph, 'presets'>): Promise<ReadonlyMap<string, Preset>>
  modules: ModuleStore
  captured: CapturedRuns
  offload: Offload
  log: { error(details: object, message: string): void }
  /** What graph nodes may ask of the rest of the server. */
  outside(caller: Caller, signal: AbortSignal): OutsideContext
}

export interface RunTask {
  caller: Caller
  run: LiveRun
  request: RunRequest
  cache: Results
  /** Where it is known already: then the graph uses no presets. */
  plan?: Plan | undefined
}

/** Runs one request from its first event to its last. */
export async function performRun(tools: RunTools, task: RunTask): Promise<Outcome> {
  const { run, request, caller } = task
  const { accountId } = run
  if (run.stopper.signal.aborted) {
    run.tell({ type: 'execution_stopped' })
    return { status: 'cancelled', ...nothingRan() }
  }
  run.tell({ type: 'execution_start' })
  const presets = task.plan ? new Map() : await tools.presetsFor(accountId, request.graph)
  const { plan, issues } = task.plan ? { plan: task.plan, issues: [] } : planIt(tools, task, presets)
  if (issues.length > 0) {
    const error = issues.map(({ message }) => message).join('; ')
    run.tell({ type: 'execution_error', error })
    const { nodeId } = issues[0]!
    return { status: 'failed', error, ...(nodeId !== undefined && { failedId: nodeId }), ...nothingRan() }
  }
  await Promise.all(
    plan.filter(({ kind }) => kind.weights).map((planned) => tools.modules.prepare(keyOf(task, planned))),
  )
  if (request.recordOutputs || request.isBackward) tools.captured.begin(run.id, accountId)

  const contexts = makeContexts(tools, task, presets)
  const models = folderOf(tools.dataFolder, accountId, 'models')
  const outcome = await execute({
    plan,
    signal: run.stopper.signal,
    emit: (event) => run.tell(tellDownloads(event, models)),
    contextOf: contexts.of,
    cache: task.cache,
    ...(request.changed && { changed: new Set(request.changed) }),
    ...(request.errorMode && { errorMode: request.errorMode }),
    maxRetries: request.maxRetries ?? 0,
    isVerbose: request.isVerbose ?? false,
    isBackward: request.isBackward ?? false,
    seed: request.seed ?? 0,
    device: request.device ?? 'cpu',
    capture: (planned, { outputs }, steps) => {
      if (!request.recordOutputs) return
      for (const port in outputs) {
        if (!port.startsWith('__')) tools.captured.put(run.id, planned.id, port, outputs[port])
      }
      tools.captured.putSteps(run.id, planned.id, steps)
    },
    ...(request.isBackward && {
      beforeEnd: (results) => keepGradients(tools, task, plan, results, contexts.modules),
    }),
  })
  if (contexts.modules.size > 0 && request.keepsWeights !== false) {
    // The run's end has been told: that weights cannot be kept does not change it.
    await tools.modules
      .save()
      .catch((error: unknown) => tools.log.error({ err: error, run: run.id }, 'weights could not be kept'))
  }
  void caller
  return outcome
}

function planIt({ catalogue }: RunTools, { request }: RunTask, presets: ReadonlyMap<string, Preset>) {
  try {
    return planGraph(request.graph, catalogue(), presets)
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    return { plan: [], issues: [{ code: 'cycle' as const, message: error.message, nodeId: undefined }] }
  }
}

const keyOf = ({ run, request }: RunTask, planned: Planned) =>
  moduleKey(run.accountId, request.graphId ?? '', planned)

/** The contexts of a run, and the weights that its graph nodes have asked for. */
function makeContexts(tools: RunTools, task: RunTask, presets: ReadonlyMap<string, Preset>) {
  const { run, request, caller } = task
  const files = filesOf(tools.dataFolder, run.accountId)
  const { signal } = run.stopper
  const outside = tools.outside(caller, signal)
  const modules = new Map<string, Module>()
  const of = (planned: Planned, seed: number) => {
    const lines: string[] = []
    const context: RunContext & { logged(): string | undefined } = {
      ...outside,
      seed,
      signal,
      files,
      isBackward: request.isBackward ?? false,
      inputs: request.inputs,
      module(make) {
        const known = modules.get(planned.id)
        const module =
          known ?? (request.keepsWeights === false ? make() : tools.modules.get(keyOf(task, planned), make))
        modules.set(planned.id, module)
        return module as ReturnType<typeof make>
      },
      fresh: (make) => make(),
      log: (line) => lines.push(line),
      logged: () => (lines.length > 0 ? lines.join('\n') : undefined),
      progress: (progress) =>
        run.tell({ type: 'node_status', node_id: planned.box, status: 'progress', progress }),
      offload: (name, argument) => tools.offload.run(name, argument, signal),
      runPreset: (name, item) => runPreset(tools, task, presets, { name, item, parent: planned.id }),
    }
    return context
  }
  return { of, modules }
}

/** Runs a preset once, on one item, without telling anybody of what happens inside. */
async function runPreset(
  tools: RunTools,
  task: RunTask,
  presets: ReadonlyMap<string, Preset>,
  { name, item, parent }: { name: string; item: unknown; parent: string },
): Promise<unknown> {
  const preset = presets.get(name)
  if (!preset) throw new Fault('validation_failed', `there is no preset "${name}"`)
  const [input] = preset.exposed_inputs
  const [output] = preset.exposed_outputs
  if (!input || !output)
    throw new Fault('validation_failed', `the preset "${name}" has no free input or output`)
  const itemId = `${parent}__item`
  const start = `${parent}__start`
  const box = `${parent}__map`
  const graph = {
    nodes: [
      { id: start, type: ITEM },
      { id: itemId, type: ITEM },
      { id: box, type: `preset:${name}` },
    ],
    edges: [
      { source: start, target: box, type: 'trigger' as const },
      { source: itemId, sourceHandle: 'value', target: box, targetHandle: input.name },
    ],
  }
  const given = { ...ITEM_KIND, run: () => ({ value: item }) }
  const catalogue = new Map([...tools.catalogue(), [ITEM, given]]) as Catalogue
  const { plan, issues } = planGraph(graph, catalogue, presets)
  if (issues.length > 0) throw new Fault('validation_failed', issues.map(({ message }) => message).join('; '))
  const { status, error, results } = await execute({
    plan,
    signal: task.run.stopper.signal,
    emit: () => {},
    contextOf: makeContexts(tools, task, presets).of,
    seed: task.request.seed ?? 0,
  })
  if (status !== 'succeeded') throw new Fault('validation_failed', error ?? 'stopped')
  return results.get(`${box}__${output.internal_node}`)?.outputs[output.internal_port]
}

const ITEM = 'Item'
/** Stands for the item that a preset is run on. */
const ITEM_KIND = {
  name: ITEM,
  category: 'Data Flow' as const,
  description: '',
  inputs: {},
  outputs: { value: { dataType: 'ANY' as const, description: '', optional: false } },
  params: {},
  isUncacheable: true as const,
}

/** Computes the gradients of a run and keeps them beside its outputs. */
async function keepGradients(
  tools: RunTools,
  { run, request }: RunTask,
  plan: Plan,
  results: RunResults,
  modules: ReadonlyMap<string, Module>,
): Promise<void> {
  const kept = buildGradients({ plan, results, modules, isAutomatic: request.autoBackward ?? false })
  const figures = kept.flatMap((gradient): Tensor[] => [...gradient.figures])
  const read = await readAll([...figures, ...kept.map(({ gradient }) => gradient)])
  for (const [i, { nodeId, port, name, kind, gradient }] of kept.entries()) {
    const [norm, mean, max] = read.slice(3 * i, 3 * i + 3).map((array) => Number(array[0]))
    tools.captured.put(run.id, nodeId, port, gradient)
    const health = healthOf(norm!, mean!, max!)
    tools.captured.put(run.id, nodeId, `${port}__meta`, { port: name, kind, has_grad: true, health })
  }
}

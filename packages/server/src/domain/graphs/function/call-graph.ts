import type { RunOrigin } from '../../../db/tables/graphs.ts'
import { Fault } from '../../../fault.ts'
import type { Caller } from '../../accounts/caller.ts'
import type { RunResults } from '../execute/run-results.ts'
import type { Graph, Preset } from '../graph.ts'
import { type Plan, planGraph } from '../plan/plan-run.ts'
import type { Studio } from '../studio.ts'
import { CallError } from './call-error.ts'
import { type Contract, readContract } from './contract.ts'
import { readInput } from './input-types.ts'

export interface GraphCall {
  /** The run's id, chosen by who calls so that even a refusal has one. */
  runId: string
  /** The graph as JSON. */
  document: string
  /** What the weights of the graph are kept under. */
  graphId: string
  inputs: Readonly<Record<string, unknown>>
  /** Milliseconds; waiting for its turn counts too. */
  timeoutMs: number
  recordOutputs: boolean
  origin: RunOrigin
}

/**
 * Runs a graph as a function: given inputs by name, its outputs by name come back as JSON. The run is the server's
 * like any other: it goes on when who asked has gone.
 *
 * @throws CallError
 */
export async function callGraph(
  studio: Studio,
  caller: Caller,
  call: GraphCall,
): Promise<Record<string, unknown>> {
  const { runId, graphId, origin, recordOutputs, timeoutMs } = call
  const prepared = await studio.prepared.get(studio, caller.account.id, graphId, call.document)
  const { graph, contract, plan } = prepared
  const inputs = await readInputs(contract, call.inputs)
  const run = await studio.runs.start(
    caller,
    { graph, runId, graphId, origin, inputs, recordOutputs },
    prepared.document === undefined ? undefined : { plan, document: prepared.document },
  )
  const outcome = await within(timeoutMs, run.done)
  if (outcome === 'late') {
    studio.runs.cancel(caller.account.id, run.id)
    throw new CallError('timeout', `the graph did not end within ${timeoutMs / 1000} s`)
  }
  if (outcome.status === 'cancelled') throw new CallError('cancelled', 'the run was cancelled')
  if (outcome.status === 'failed') {
    throw new CallError('execution_error', outcome.error ?? 'the run failed', { nodeId: outcome.failedId })
  }
  return collectOutputs(contract, plan, outcome.results)
}

/** What is waited for, or that it came late. */
async function within<T>(ms: number, awaited: Promise<T>): Promise<T | 'late'> {
  const { promise, resolve } = Promise.withResolvers<'late'>()
  const timer = setTimeout(resolve, ms, 'late')
  try {
    return await Promise.race([awaited, promise])
  } finally {
    clearTimeout(timer)
  }
}

/**
 * Everything that a call of a graph checks before it looks at its inputs.
 *
 * @throws CallError
 */
export async function checkCallable(
  studio: Studio,
  graph: Graph,
  presets: ReadonlyMap<string, Preset>,
): Promise<{ contract: Contract; plan: Plan }> {
  const contract = await requireContract(studio, graph, presets)
  return { contract, plan: planCall(studio, graph, contract, presets) }
}

async function requireContract(
  { catalogue }: Studio,
  graph: Graph,
  presets: ReadonlyMap<string, Preset>,
): Promise<Contract> {
  const contract = await readContract(graph, catalogue, presets)
  const { problems } = contract
  if (problems.length > 0) {
    throw new CallError('invalid_contract', problems.join('; '), { details: problems })
  }
  return contract
}

/** Every input checked. What does not fit is told all at once. */
async function readInputs(
  contract: Contract,
  given: Readonly<Record<string, unknown>>,
): Promise<Record<string, unknown>> {
  const details: { input: string; reason: string }[] = []
  const inputs: Record<string, unknown> = {}
  const names = new Set(contract.inputs.map(({ name }) => name))
  for (const input of Object.keys(given)) {
    if (!names.has(input)) details.push({ input: input.slice(0, 200), reason: 'the graph has no such input' })
  }
  for (const { name, type, required } of contract.inputs) {
    if (!Object.hasOwn(given, name)) {
      // What may be left out has its default in the graph.
      if (required) details.push({ input: name, reason: 'is required' })
      continue
    }
    try {
      // A picture stays as it came until the graph reads it: what a run was asked is kept as JSON.
      const value = await readInput(type, given[name])
      inputs[name] = type === 'image' ? given[name] : value
    } catch (error) {
      details.push({ input: name, reason: (error as Error).message })
    }
  }
  if (details.length > 0) {
    const message = details.map(({ input, reason }) => `${input}: ${reason}`).join('; ')
    throw new CallError('invalid_input', message, { details })
  }
  return inputs
}

function planCall(
  studio: Studio,
  graph: Graph,
  contract: Contract,
  presets: ReadonlyMap<string, Preset>,
): Plan {
  const invalid = (message: string, nodeId?: string) => new CallError('invalid_graph', message, { nodeId })
  const { plan, issues } = (() => {
    try {
      return planGraph(graph, studio.catalogue, presets)
    } catch (error) {
      throw error instanceof Fault ? invalid(error.message) : error
    }
  })()
  const [first] = issues
  if (first?.code === 'no_entry_points') throw new CallError('no_entry_points', first.message)
  if (first) throw invalid(issues.map(({ message }) => message).join('; '), first.nodeId)
  const runs = new Set(plan.map(({ id }) => id))
  for (const { nodeId, name } of contract.inputs) {
    if (!runs.has(nodeId)) {
      throw new CallError('untriggered_input', `nothing that runs needs the input '${name}'`, { nodeId })
    }
  }
  for (const { nodeId, name } of contract.outputs) {
    if (!runs.has(nodeId)) {
      throw new CallError('unreachable_output', `the output '${name}' hangs on nothing that runs`, { nodeId })
    }
  }
  return plan
}

async function collectOutputs(
  { outputs }: Contract,
  plan: Plan,
  results: RunResults,
): Promise<Record<string, unknown>> {
  const { encodeOutput } = await import('./encode-output.ts')
  const byId = new Map(plan.map((planned) => [planned.id, planned]))
  const told: Record<string, unknown> = {}
  for (const { nodeId, name } of outputs) {
    // What goes into a GraphOutput is what comes out of the graph.
    const wire = byId.get(nodeId)?.inputs[0]
    const source = wire && plan[wire.from]
    const made = source && results.get(source.id)?.outputs
    if (!made || !Object.hasOwn(made, wire.output)) {
      throw new CallError('output_not_produced', `the output '${name}' was not produced`, { nodeId })
    }
    const dataType = source.kind.outputs[wire.output]?.dataType ?? 'ANY'
    told[name] = await encodeOutput(made[wire.output], dataType, nodeId)
  }
  return told
}

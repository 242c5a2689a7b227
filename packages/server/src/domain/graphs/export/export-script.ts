import type { StateDict } from '@nodeyard/tensor'
import { writeNpz } from '@nodeyard/tensor/formats'
import { Fault } from '../../../fault.ts'
import type { Catalogue } from '../catalogue.ts'
import type { Graph, Preset } from '../graph.ts'
import { type Plan, type Planned, planGraph } from '../plan/plan-run.ts'
import { savedName, withoutSecrets } from '../saved-graphs.ts'
import { weightsOf } from './graph-weights.ts'
import { argumentName, pythonLiteral, pythonName } from './python-literal.ts'
import { FOOTER, header } from './script-frame.ts'

export interface ScriptExport {
  script: string
  filename: string
  /** The `.npz` the script reads beside it; undefined where there is nothing to ship. */
  weights: Uint8Array | undefined
  weightsFilename: string
  warnings: string[]
}

export interface ExportOptions {
  catalogue: Catalogue
  presets: ReadonlyMap<string, Preset>
  seed: number
  /** The weights that are kept of a graph node, if any. */
  kept(planned: Planned): Promise<StateDict | undefined>
}

/**
 * A graph as one Python script that needs PyTorch and NumPy alone: a function for each graph node and a `run` that calls
 * them in order. Weights, and numbers that were drawn at random, travel in an `.npz` beside it, so it gives what
 * the canvas gives.
 *
 * @throws Fault `validation_failed` for a graph that cannot run, and for kinds that have no translation, all named
 */
export async function exportScript(graph: Graph, options: ExportOptions): Promise<ScriptExport> {
  const { catalogue, presets, seed } = options
  const { plan, issues } = planGraph(withoutSecrets(graph, catalogue), catalogue, presets)
  if (issues.length > 0) throw new Fault('validation_failed', issues.map(({ message }) => message).join('; '))
  const untranslated = plan.filter(({ kind }) => kind.python === undefined)
  if (untranslated.length > 0) {
    const named = untranslated.map(({ id, type }) => `${type} (node ${id})`).join(', ')
    // What its own author can mend is said to the author.
    const isOwn = untranslated.some(({ kind }) => kind.provider !== undefined)
    const hint = isOwn ? '. A custom graph node brings its translation as "python"' : ''
    throw new Fault('validation_failed', `No PyTorch translation for: ${named}${hint}`)
  }
  const { arrays, owners, drawers, warnings } = await weightsOf(plan, seed, options.kept)
  const base = savedName(graph.name ?? 'graph') || 'graph'
  const weightsFilename = `${base}.npz`
  const hasWeights = Object.keys(arrays).length > 0
  const script = writeScript(plan, {
    name: graph.name ?? 'Untitled',
    description: graph.description ?? '',
    seed,
    owners,
    drawers,
    weightsFilename: hasWeights ? weightsFilename : undefined,
  })
  return {
    script,
    filename: `${base}.py`,
    weights: hasWeights ? writeNpz(arrays) : undefined,
    weightsFilename,
    warnings,
  }
}

interface ScriptOptions {
  name: string
  description: string
  seed: number
  owners: ReadonlySet<string>
  drawers: ReadonlySet<string>
  weightsFilename: string | undefined
}

function writeScript(plan: Plan, options: ScriptOptions): string {
  const width = Math.max(2, String(plan.length).length)
  const names = plan.map(({ type }, i) => `n${String(i + 1).padStart(width, '0')}_${pythonName(type)}`)
  const functions = plan.map((planned, i) =>
    functionOf(planned, names[i]!, options.owners.has(planned.id) || planned.kind.drawn !== undefined),
  )
  return [header(options), ...functions, runOf(plan, names, options), FOOTER].join('\n\n\n')
}

/** What a graph node is called with: its inputs, then its parameters with the graph's values. */
function functionOf({ id, type, kind, params }: Planned, name: string, hasWeights: boolean): string {
  const inputs = Object.entries(kind.inputs).sort(([, a], [, b]) => Number(a.optional) - Number(b.optional))
  const taken = new Set(Object.keys(kind.inputs))
  const positional = inputs.map(([input, { optional }]) => `${argumentName(input)}${optional ? '=None' : ''}`)
  const named = Object.entries(kind.params).map(([param, { type: kindOf }]) => {
    // Where an input has the same name, the body knows the parameter by a longer one.
    const argument = taken.has(param) ? `${param}_param` : argumentName(param)
    return `${argument}=${pythonLiteral(params[param], kindOf)}`
  })
  const rest = [
    ...named,
    ...(hasWeights ? ['weights=None'] : []),
    ...('seed' in kind.params ? [] : ['seed=0']),
  ]
  const body = kind.python!.replace(/^\n+|\s+$/g, '')
  const lines = body.split('\n').map((line) => (line === '' ? '' : `    ${line}`))
  return [
    `def ${name}(${[...positional, '*', ...rest].join(', ')}):`,
    `    """${docstring(`${type} (${id})`)}"""`,
    ...lines,
  ].join('\n')
}

function runOf(plan: Plan, names: readonly string[], { owners, drawers }: ScriptOptions): string {
  const calls = plan.map((planned, i) => {
    const { id, type, inputs, kind } = planned
    const key = pythonLiteral(id)
    const wires = inputs.map(
      ({ input, from, output }) =>
        `${argumentName(input)}=out[${pythonLiteral(plan[from]!.id)}].get(${pythonLiteral(output)})`,
    )
    const isInput = type === 'GraphInput'
    const rest = [
      ...(owners.has(id) ? [`weights=of(weights, ${key})`] : []),
      ...(kind.drawn ? [`weights=drawn(weights, ${key}, fresh)`] : []),
      ...('seed' in kind.params ? [] : [`seed=seed_of(seed, ${key})`]),
    ]
    const call = `${names[i]}(${[...wires, ...rest].join(', ')})`
    const named = `inputs[${pythonLiteral(planned.params.name)}]`
    // From a command line a picture comes as lists of numbers.
    const given = planned.params.type === 'image' ? `torch.as_tensor(${named}, dtype=torch.float32)` : named
    if (isInput)
      return `    out[${key}] = {"value": ${given}} if ${pythonLiteral(planned.params.name)} in inputs else ${call}`
    if (drawers.has(id) && !kind.drawn)
      return `    out[${key}] = {**${call}, **drawn(weights, ${key}, fresh)}`
    return `    out[${key}] = ${call}`
  })
  const results = plan
    .filter(({ type }) => type === 'GraphOutput')
    .map(({ id, params, inputs }) => {
      const wire = inputs[0]
      if (!wire) return ''
      const value = `out[${pythonLiteral(plan[wire.from]!.id)}][${pythonLiteral(wire.output)}]`
      return `    results[${pythonLiteral(params.name ?? id)}] = ${value}`
    })
  return [
    'def run(seed=GRAPH_SEED, inputs=None, weights=None, fresh=False):',
    '    """Runs the graph; returns the outputs of every graph node by its id, and those of the whole by name."""',
    '    inputs, weights = inputs or {}, weights or {}',
    '    out, results = {}, {}',
    ...calls,
    ...results,
    '    return out, results',
  ].join('\n')
}

const docstring = (text: string) => text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replace(/\s+/g, ' ')

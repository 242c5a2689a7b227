import type { Catalogue } from '../catalogue.ts'
import { type GraphNode, presetNameOf } from '../graph.ts'
import type { GraphNodeKind } from '../graph-node.ts'
import type { Param } from '../params.ts'
import { fits, type Ports } from '../ports.ts'
import { membersAt } from './groups.ts'
import type { NumberedGraph } from './numbered-graph.ts'

/** One thing that is wrong with a graph; `message` is the sentence clients show. */
export interface GraphIssue {
  code: IssueCode
  message: string
  nodeId?: string
}

export type IssueCode =
  | 'duplicate_id'
  | 'unknown_preset'
  | 'unknown_type'
  | 'missing_input'
  | 'bad_parameter'
  | 'bad_edge'
  | 'type_mismatch'
  | 'several_wires'
  | 'no_entry_points'
  | 'cycle'

/** What presets there are. */
export interface PresetNames {
  has(name: string): boolean
}

/** What is wrong with graph nodes and their wires, all of it, in the order in which they are listed. */
export function checkGraph(graph: NumberedGraph, catalogue: Catalogue, presets: PresetNames): GraphIssue[] {
  return [...checkIds(graph), ...checkTypes(graph, catalogue, presets), ...checkContents(graph, catalogue)]
}

/** Ids that come twice. */
export const checkIds = ({ repeated }: NumberedGraph): GraphIssue[] =>
  repeated.map((id) => ({ code: 'duplicate_id', message: `Two nodes have the id ${id}`, nodeId: id }))

/** Kinds and presets that there are not. */
export function checkTypes(
  { nodes }: NumberedGraph,
  catalogue: Catalogue,
  presets: PresetNames,
): GraphIssue[] {
  const issues: GraphIssue[] = []
  for (const graphNode of nodes) {
    const { id, type } = graphNode
    const preset = presetNameOf(graphNode)
    if (preset !== undefined && !presets.has(preset)) {
      issues.push({ code: 'unknown_preset', message: `Unknown preset: ${preset} (node ${id})`, nodeId: id })
    }
    if (preset === undefined && !catalogue.has(type)) {
      issues.push({ code: 'unknown_type', message: `Unknown node type: ${type} (node ${id})`, nodeId: id })
    }
  }
  return issues
}

/** What is wrong with the parameters and wires of graph nodes of known kinds. */
export function checkContents(graph: NumberedGraph, catalogue: Catalogue): GraphIssue[] {
  const { nodes, wires } = graph
  const issues: GraphIssue[] = []
  const kinds = nodes.map(({ type }) => catalogue.get(type))
  for (let i = 0; i < nodes.length; i++) if (kinds[i]) checkInputs(graph, i, kinds[i]!, issues)
  for (let i = 0; i < nodes.length; i++) if (kinds[i]) checkParams(nodes[i]!, kinds[i]!, issues)
  for (let i = 0; i < wires.length; i++) checkWire(graph, i, kinds, issues)
  for (let i = 0; i < nodes.length; i++) checkFeeding(graph, i, issues)
  return issues
}

/** Inputs that must be fed and are not. */
function checkInputs(graph: NumberedGraph, number: number, kind: GraphNodeKind, issues: GraphIssue[]): void {
  const { id, type } = graph.nodes[number]!
  for (const name in kind.inputs) {
    if (kind.inputs[name]!.optional || inputsFed(graph, number).includes(name)) continue
    const message = `Missing required input '${name}' on node ${id} (${type})`
    issues.push({ code: 'missing_input', message, nodeId: id })
  }
}

/** Inputs that several wires go into; one of a preset may stand for several inside. */
function checkFeeding(graph: NumberedGraph, number: number, issues: GraphIssue[]): void {
  const fed = inputsFed(graph, number)
  if (fed.length < 2 || presetNameOf(graph.nodes[number]!) !== undefined) return
  const { id, type } = graph.nodes[number]!
  for (const [input, { length }] of Map.groupBy(fed, (name) => name)) {
    if (length < 2) continue
    const message = `${length} wires go into input '${input}' on node ${id} (${type}); it takes one`
    issues.push({ code: 'several_wires', message, nodeId: id })
  }
}

/** The name of the input that each wire into a graph node goes to. */
const inputsFed = ({ wires, incoming }: NumberedGraph, number: number) =>
  membersAt(incoming, number).map((wire) => wires[wire]!.targetHandle ?? '')

function checkParams({ id, type, data }: GraphNode, kind: GraphNodeKind, issues: GraphIssue[]): void {
  const params = data?.params
  for (const name in params) {
    const value = params[name]
    const param = ownOf(kind.params, name)
    if (!param || value === null || value === undefined || value === '') continue
    const problem = problemWith(value, param)
    if (problem === undefined) continue
    const message = `Parameter '${name}' on node ${id} (${type}): ${problem}`
    issues.push({ code: 'bad_parameter', message, nodeId: id })
  }
}

function problemWith(value: unknown, param: Param): string | undefined {
  let parsed: unknown
  try {
    parsed = param.parse(value)
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
  if (typeof parsed !== 'number') return undefined
  if (param.min !== undefined && parsed < param.min) return `value ${parsed} is below minimum ${param.min}`
  if (param.max !== undefined && parsed > param.max) return `value ${parsed} is above maximum ${param.max}`
  return undefined
}

function checkWire(
  { nodes, wires, sources, targets }: NumberedGraph,
  place: number,
  kinds: readonly (GraphNodeKind | undefined)[],
  issues: GraphIssue[],
): void {
  const edge = wires[place]!
  const { sourceHandle = '', targetHandle = '' } = edge
  const source = nodes[sources[place]!]
  const target = nodes[targets[place]!]
  const add = (code: IssueCode, message: string) => issues.push({ code, message, nodeId: edge.target })
  if (!source || !target) {
    const wire = `${edge.source}.${sourceHandle} -> ${edge.target}.${targetHandle}`
    add('bad_edge', `Edge references missing node: ${wire}`)
    return
  }
  if (presetNameOf(source) !== undefined || presetNameOf(target) !== undefined) return
  const from = kinds[sources[place]!]
  const to = kinds[targets[place]!]
  if (!from || !to) {
    add('bad_edge', `Unknown node type: ${source.type} or ${target.type}`)
    return
  }
  const output = ownOf(outputsFor(source, from), sourceHandle)
  const input = ownOf(to.inputs, targetHandle)
  if (!output) add('bad_edge', `Invalid output port '${sourceHandle}' on ${source.type}`)
  if (!input) add('bad_edge', `Invalid input port '${targetHandle}' on ${target.type}`)
  if (output && input && !fits(output.dataType, input.dataType)) {
    const left = `${source.type}.${sourceHandle} (${output.dataType})`
    const right = `${target.type}.${targetHandle} (${input.dataType})`
    add('type_mismatch', `Type mismatch: ${left} -> ${right}`)
  }
}

/** A client may say any name, also of what every object has. */
const ownOf = <T>(named: Record<string, T>, name: string) =>
  Object.hasOwn(named, name) ? named[name] : undefined

/** The outputs that a graph node has with its own parameters. */
function outputsFor(graphNode: GraphNode, kind: GraphNodeKind): Ports {
  if (!kind.outputsOf) return kind.outputs
  try {
    return kind.outputsOf(readParams(graphNode, kind))
  } catch {
    return kind.outputs
  }
}

/**
 * The parameters that `run` is handed: what the graph says, the default where it says nothing.
 *
 * @throws Error for a value that cannot be meant
 */
export function readParams({ data }: GraphNode, kind: GraphNodeKind): Record<string, unknown> {
  const given = data?.params
  const params: Record<string, unknown> = {}
  for (const name in kind.params) {
    const param = kind.params[name]!
    const value = given?.[name]
    const isLeftOut =
      value === undefined || value === null || (value === '' && typeof param.default !== 'string')
    params[name] = isLeftOut ? param.default : param.parse(value)
  }
  return params
}

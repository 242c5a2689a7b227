import type { Catalogue } from '../catalogue.ts'
import { type Edge, type GraphNode, isTrigger, presetNameOf } from '../graph.ts'
import type { GraphNodeKind } from '../graph-node.ts'
import type { Param } from '../params.ts'
import { fits, type Ports } from '../ports.ts'

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

/** What is wrong with graph nodes and their wires, all of it, in the order in which they are listed. */
export function checkGraph(
  nodes: readonly GraphNode[],
  edges: readonly Edge[],
  catalogue: Catalogue,
  presetNames: { has(name: string): boolean },
): GraphIssue[] {
  const issues = checkNames(nodes, catalogue, presetNames)
  const wires = countWires(edges)
  for (const graphNode of nodes) {
    const kind = catalogue.get(graphNode.type)
    if (!kind) continue
    for (const name in kind.inputs) {
      if (kind.inputs[name]!.optional || wires.has(inputOf(graphNode.id, name))) continue
      const message = `Missing required input '${name}' on node ${graphNode.id} (${graphNode.type})`
      issues.push({ code: 'missing_input', message, nodeId: graphNode.id })
    }
  }
  for (const graphNode of nodes) {
    const kind = catalogue.get(graphNode.type)
    if (kind) checkParams(graphNode, kind, issues)
  }
  const byId = new Map(nodes.map((graphNode) => [graphNode.id, graphNode]))
  for (const edge of edges) if (!isTrigger(edge)) checkEdge(edge, byId, catalogue, issues)
  for (const { target, targetHandle, count } of wires.values()) {
    const graphNode = byId.get(target)
    if (count < 2 || !graphNode || presetNameOf(graphNode) !== undefined) continue
    const message = `${count} wires go into input '${targetHandle}' on node ${target} (${graphNode.type}); it takes one`
    issues.push({ code: 'several_wires', message, nodeId: target })
  }
  return issues
}

/** Ids that come twice, and kinds and presets that there are not. */
export function checkNames(
  nodes: readonly GraphNode[],
  catalogue: Catalogue,
  presetNames: { has(name: string): boolean },
): GraphIssue[] {
  const issues: GraphIssue[] = []
  const ids = new Set<string>()
  for (const { id } of nodes) {
    if (ids.has(id)) issues.push({ code: 'duplicate_id', message: `Two nodes have the id ${id}`, nodeId: id })
    ids.add(id)
  }
  for (const graphNode of nodes) {
    const { id, type } = graphNode
    const preset = presetNameOf(graphNode)
    if (preset !== undefined && !presetNames.has(preset)) {
      issues.push({ code: 'unknown_preset', message: `Unknown preset: ${preset} (node ${id})`, nodeId: id })
    }
    if (preset === undefined && !catalogue.has(type)) {
      issues.push({ code: 'unknown_type', message: `Unknown node type: ${type} (node ${id})`, nodeId: id })
    }
  }
  return issues
}

const inputOf = (id: string, name: string) => `${id}\u0000${name}`

/** The inputs that wires go into, and how many into each. */
function countWires(edges: readonly Edge[]) {
  const wires = new Map<string, { target: string; targetHandle: string; count: number }>()
  for (const edge of edges) {
    if (isTrigger(edge)) continue
    const { target, targetHandle = '' } = edge
    const key = inputOf(target, targetHandle)
    const known = wires.get(key)
    if (known) known.count++
    else wires.set(key, { target, targetHandle, count: 1 })
  }
  return wires
}

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

function checkEdge(
  edge: Edge,
  byId: ReadonlyMap<string, GraphNode>,
  catalogue: Catalogue,
  issues: GraphIssue[],
): void {
  const { sourceHandle = '', targetHandle = '' } = edge
  const source = byId.get(edge.source)
  const target = byId.get(edge.target)
  const add = (code: IssueCode, message: string) => issues.push({ code, message, nodeId: edge.target })
  if (!source || !target) {
    const wire = `${edge.source}.${sourceHandle} -> ${edge.target}.${targetHandle}`
    add('bad_edge', `Edge references missing node: ${wire}`)
    return
  }
  if (presetNameOf(source) !== undefined || presetNameOf(target) !== undefined) return
  const from = catalogue.get(source.type)
  const to = catalogue.get(target.type)
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

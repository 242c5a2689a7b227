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
  const issues: GraphIssue[] = []
  const byId = new Map<string, GraphNode>()
  for (const graphNode of nodes) {
    const { id } = graphNode
    if (byId.has(id))
      issues.push({ code: 'duplicate_id', message: `Two nodes have the id ${id}`, nodeId: id })
    byId.set(id, graphNode)
  }
  for (const graphNode of nodes) {
    const preset = presetNameOf(graphNode)
    if (preset !== undefined && !presetNames.has(preset)) {
      const message = `Unknown preset: ${preset} (node ${graphNode.id})`
      issues.push({ code: 'unknown_preset', message, nodeId: graphNode.id })
    }
    if (preset === undefined && !catalogue.has(graphNode.type)) {
      const message = `Unknown node type: ${graphNode.type} (node ${graphNode.id})`
      issues.push({ code: 'unknown_type', message, nodeId: graphNode.id })
    }
  }

  const wires = countWires(edges)
  for (const graphNode of nodes) {
    const kind = catalogue.get(graphNode.type)
    if (!kind) continue
    for (const [name, port] of Object.entries(kind.inputs)) {
      if (port.optional || wires.get(graphNode.id)?.has(name)) continue
      const message = `Missing required input '${name}' on node ${graphNode.id} (${graphNode.type})`
      issues.push({ code: 'missing_input', message, nodeId: graphNode.id })
    }
  }
  for (const graphNode of nodes) {
    const kind = catalogue.get(graphNode.type)
    if (kind) issues.push(...checkParams(graphNode, kind))
  }
  for (const edge of edges) if (!isTrigger(edge)) issues.push(...checkEdge(edge, byId, catalogue))
  for (const [id, inputs] of wires) {
    const graphNode = byId.get(id)
    if (!graphNode || presetNameOf(graphNode) !== undefined) continue
    for (const [name, count] of inputs) {
      if (count < 2) continue
      const message = `${count} wires go into input '${name}' on node ${id} (${graphNode.type}); it takes one`
      issues.push({ code: 'several_wires', message, nodeId: id })
    }
  }
  return issues
}

function countWires(edges: readonly Edge[]): Map<string, Map<string, number>> {
  const wires = new Map<string, Map<string, number>>()
  for (const edge of edges) {
    if (isTrigger(edge)) continue
    const inputs = wires.get(edge.target) ?? new Map<string, number>()
    wires.set(edge.target, inputs)
    const name = edge.targetHandle ?? ''
    inputs.set(name, (inputs.get(name) ?? 0) + 1)
  }
  return wires
}

function* checkParams({ id, type, data }: GraphNode, kind: GraphNodeKind): Generator<GraphIssue> {
  for (const [name, value] of Object.entries(data?.params ?? {})) {
    const param = kind.params[name]
    if (!param || value === null || value === undefined || value === '') continue
    const problem = problemWith(value, param)
    if (problem === undefined) continue
    yield {
      code: 'bad_parameter',
      message: `Parameter '${name}' on node ${id} (${type}): ${problem}`,
      nodeId: id,
    }
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

function* checkEdge(
  edge: Edge,
  byId: ReadonlyMap<string, GraphNode>,
  catalogue: Catalogue,
): Generator<GraphIssue> {
  const source = byId.get(edge.source)
  const target = byId.get(edge.target)
  const bad = (message: string): GraphIssue => ({ code: 'bad_edge', message, nodeId: edge.target })
  if (!source || !target) {
    const { source: from, target: to, sourceHandle = '', targetHandle = '' } = edge
    yield bad(`Edge references missing node: ${from}.${sourceHandle} -> ${to}.${targetHandle}`)
    return
  }
  if (presetNameOf(source) !== undefined || presetNameOf(target) !== undefined) return
  const from = catalogue.get(source.type)
  const to = catalogue.get(target.type)
  if (!from || !to) {
    yield bad(`Unknown node type: ${source.type} or ${target.type}`)
    return
  }
  const output = outputsFor(source, from)[edge.sourceHandle ?? '']
  const input = to.inputs[edge.targetHandle ?? '']
  if (!output) yield bad(`Invalid output port '${edge.sourceHandle ?? ''}' on ${source.type}`)
  if (!input) yield bad(`Invalid input port '${edge.targetHandle ?? ''}' on ${target.type}`)
  if (output && input && !fits(output.dataType, input.dataType)) {
    const left = `${source.type}.${edge.sourceHandle} (${output.dataType})`
    const right = `${target.type}.${edge.targetHandle} (${input.dataType})`
    yield {
      code: 'type_mismatch',
      message: `Type mismatch: ${left} -> ${right}`,
      nodeId: edge.target,
    }
  }
}

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

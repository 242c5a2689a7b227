import { Fault } from '../../../fault.ts'
import type { Catalogue } from '../catalogue.ts'
import {
  type Edge,
  type ExposedParam,
  type ExposedPort,
  type Graph,
  type GraphNode,
  isTrigger,
  type Preset,
  withoutNotes,
} from '../graph.ts'
import type { Ports } from '../ports.ts'

/** What a preset is to be made of. */
export interface PresetDraft {
  name: string
  description: string
  category: string
  tags: string[]
  nodes: GraphNode[]
  edges: Edge[]
}

/**
 * Makes a preset of a graph: its graph nodes are named anew, ports that nothing is connected to become the ports of
 * the box, and every parameter of theirs, secrets aside, a parameter of the box.
 *
 * @throws Fault `invalid_request` when there is nothing in it, or no port is free
 */
export function makePreset(draft: PresetDraft, catalogue: Catalogue): Preset {
  const { nodes, edges } = withoutNotes(draft as Graph)
  if (nodes.length === 0) throw new Fault('invalid_request', 'Graph must have at least one node')
  const renamed = new Map(nodes.map(({ id }, i) => [id, `node_${i}`]))
  if (renamed.size < nodes.length) throw new Fault('invalid_request', 'Two nodes have the same id')
  const wires = edges
    .filter((edge) => !isTrigger(edge) && renamed.has(edge.source) && renamed.has(edge.target))
    .map(({ source, sourceHandle, target, targetHandle }) => ({
      source: renamed.get(source)!,
      sourceHandle: sourceHandle ?? '',
      target: renamed.get(target)!,
      targetHandle: targetHandle ?? '',
    }))
  const fed = new Set(wires.map(({ target, targetHandle }) => `${target} ${targetHandle}`))
  const used = new Set(wires.map(({ source, sourceHandle }) => `${source} ${sourceHandle}`))
  const preset: Preset = {
    preset_name: draft.name,
    category: draft.category,
    description: draft.description,
    tags: draft.tags,
    nodes: [],
    edges: wires,
    exposed_inputs: [],
    exposed_outputs: [],
    exposed_params: [],
  }
  for (const { id, type, data } of nodes) {
    const inner = renamed.get(id)!
    const kind = catalogue.get(type)
    const params = { ...data?.params }
    preset.nodes.push({ id: inner, type, params })
    if (!kind) continue
    for (const [name, param] of Object.entries(kind.params)) {
      if (param.type === 'secret') {
        if (name in params) params[name] = ''
      } else preset.exposed_params.push(exposedParam(inner, type, name))
    }
    preset.exposed_inputs.push(...freePorts(inner, kind.inputs, fed))
    preset.exposed_outputs.push(...freePorts(inner, kind.outputs, used))
  }
  if (preset.exposed_inputs.length + preset.exposed_outputs.length === 0) {
    throw new Fault('invalid_request', 'Graph has no unconnected ports: nothing could be connected to it')
  }
  return preset
}

const exposedParam = (inner: string, type: string, name: string): ExposedParam => ({
  internal_node: inner,
  param_name: name,
  display_name: `${type} - ${name}`,
  group: type,
})

/** A trigger belongs to the canvas, never to the inside of a box. */
const freePorts = (inner: string, ports: Ports, taken: ReadonlySet<string>): ExposedPort[] =>
  Object.entries(ports)
    .filter(([name, { dataType }]) => dataType !== 'TRIGGER' && !taken.has(`${inner} ${name}`))
    .map(([name, { dataType, description }]) => ({
      name: `${inner}_${name}`,
      internal_node: inner,
      internal_port: name,
      data_type: dataType,
      description,
    }))

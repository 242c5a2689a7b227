import type { Catalogue } from '../../domain/graphs/catalogue.ts'
import type { ExposedPort, Preset } from '../../domain/graphs/graph.ts'
import type { GraphNodeKind } from '../../domain/graphs/graph-node.ts'
import { presentParam } from './present-definition.ts'

/** A preset in the words of the studio's clients: types and forms looked up where it does not say them. */
export function presentPreset(preset: Preset, catalogue: Catalogue) {
  const kinds = new Map(preset.nodes.map(({ id, type }) => [id, catalogue.get(type)]))
  const present = (side: 'inputs' | 'outputs') => (port: ExposedPort) => {
    const known = (kinds.get(port.internal_node) as GraphNodeKind | undefined)?.[side][port.internal_port]
    return {
      name: port.name,
      internal_node: port.internal_node,
      internal_port: port.internal_port,
      data_type: port.data_type ?? known?.dataType ?? 'ANY',
      description: port.description ?? known?.description ?? '',
    }
  }
  return {
    preset_name: preset.preset_name,
    category: preset.category ?? 'Preset',
    description: preset.description ?? '',
    tags: preset.tags ?? [],
    nodes: preset.nodes.map(({ id, type, params = {} }) => ({ id, type, params })),
    edges: preset.edges.map(({ source, sourceHandle = '', target, targetHandle = '' }) => ({
      source,
      sourceHandle,
      target,
      targetHandle,
    })),
    exposed_inputs: preset.exposed_inputs.map(present('inputs')),
    exposed_outputs: preset.exposed_outputs.map(present('outputs')),
    exposed_params: preset.exposed_params.map(({ internal_node, param_name, display_name, group }) => {
      const param = kinds.get(internal_node)?.params[param_name]
      return {
        internal_node,
        param_name,
        display_name,
        group,
        param_def: param ? presentParam(param_name, param) : null,
      }
    }),
  }
}

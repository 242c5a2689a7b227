import type { GraphNodeKind } from '../../domain/graphs/graph-node.ts'
import type { Param } from '../../domain/graphs/params.ts'
import type { Ports } from '../../domain/graphs/ports.ts'

/** A kind of graph node in the words of the studio's clients. */
export function presentDefinition(name: string, kind: GraphNodeKind) {
  const pack = name.includes(':') ? name.split(':', 1)[0] : undefined
  return {
    node_name: name,
    category: kind.category,
    description: kind.description,
    provider: kind.provider ?? (pack === undefined ? 'builtin' : `plugin:${pack}`),
    inputs: presentPorts(kind.inputs),
    outputs: presentPorts(kind.outputs),
    params: Object.entries(kind.params).map(([name, param]) => presentParam(name, param)),
  }
}

export const presentParam = (name: string, param: Param) => ({
  name,
  param_type: param.type,
  default: param.default,
  description: param.description ?? '',
  options: [...(param.options ?? [])],
  min_value: param.min ?? null,
  max_value: param.max ?? null,
  visible_when: param.visibleWhen ?? null,
})

const presentPorts = (ports: Ports) =>
  Object.entries(ports).map(([name, { dataType, description, optional }]) => ({
    name,
    data_type: dataType,
    description,
    optional,
  }))

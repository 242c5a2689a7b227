import { Fault } from '../../../fault.ts'

/** A layer graph as the studio's clients write it (version 2). */
export interface LayerGraph {
  inputs: LayerPort[]
  outputs: LayerPort[]
  /** Layers in an order in which each comes after what feeds it. */
  layers: { id: string; type: string; params: Record<string, unknown>; from: string[] }[]
}

/** A port of the whole: its name, and for an output where it comes from (a layer's id or an input's key). */
export interface LayerPort {
  name: string
  key: string
}

interface RawNode {
  id: string
  type: string
  params: Record<string, unknown>
  ports: { id: string; name: string }[]
}

interface RawEdge {
  source: string
  target: string
  sourceHandle: string
  targetHandle: string
}

/** Reads the text of a layer graph and checks how it hangs together. @throws Fault that lists all that is wrong */
export function readLayerGraph(text: string): LayerGraph {
  const { nodes, edges } = parse(text)
  const problems: string[] = []
  const byId = new Map(nodes.map((one) => [one.id, one]))
  if (byId.size < nodes.length) problems.push('two layers have the same id')
  for (const { source, target } of edges) {
    for (const id of [source, target])
      if (!byId.has(id)) problems.push(`an edge names "${id}", which is no layer`)
  }
  const ends = (['Input', 'Output'] as const).map((type) => {
    const found = nodes.filter((one) => one.type === type)
    if (found.length !== 1) problems.push(`exactly one ${type} is needed, not ${found.length}`)
    else checkPorts(found[0]!, problems)
    return found[0]
  })
  if (problems.length > 0) throw refuse(problems)
  const [input, output] = ends as [RawNode, RawNode]

  const keyOf = ({ source, sourceHandle }: RawEdge) =>
    source === input.id ? inputKey(portOf(input, sourceHandle, problems)) : source
  const incoming = new Map<string, RawEdge[]>(nodes.map(({ id }) => [id, []]))
  for (const edge of edges) incoming.get(edge.target)!.push(edge)
  if (incoming.get(input.id)!.length > 0) problems.push('nothing can feed the Input')
  if (edges.some(({ source }) => source === output.id)) problems.push('the Output feeds nothing')

  const used = new Set(edges.filter(({ source }) => source === input.id).map(keyOf))
  for (const port of input.ports) {
    if (!used.has(inputKey(port))) problems.push(`the input port "${port.name}" is not used`)
  }
  const outputs = output.ports.map((port) => {
    const wires = incoming
      .get(output.id)!
      .filter(({ targetHandle }) => portOf(output, targetHandle, []) === port)
    if (wires.length !== 1)
      problems.push(`the output port "${port.name}" needs one edge, not ${wires.length}`)
    return { name: port.name, key: wires[0] ? keyOf(wires[0]) : '' }
  })
  for (const { targetHandle } of incoming.get(output.id)!) portOf(output, targetHandle, problems)
  const between = nodes.filter((one) => one !== input && one !== output)
  const layers = between.map(({ id, type, params }) => ({
    id,
    type,
    params,
    from: incoming.get(id)!.map(keyOf),
  }))
  const order = inOrder(layers)
  if (!order) problems.push('the layers feed each other in a circle')
  if (problems.length > 0) throw refuse(problems)
  return {
    inputs: input.ports.map((port) => ({ name: port.name, key: inputKey(port) })),
    outputs,
    layers: order!,
  }
}

/** No id of a layer can be the same. */
const inputKey = ({ id }: { id: string }) => `\u0000${id}`

const refuse = (problems: readonly string[]) =>
  new Fault('validation_failed', `layers: ${[...new Set(problems)].join('; ')}`, { field: 'layers' })

/** With one port its handle may be left out. */
function portOf(end: RawNode, handle: string, problems: string[]): { id: string; name: string } {
  const port =
    handle === '' && end.ports.length === 1
      ? end.ports[0]
      : end.ports.find(({ id, name }) => id === handle || name === handle)
  if (!port) problems.push(`the ${end.type} has no port "${handle}"`)
  return port ?? { id: handle, name: handle }
}

function checkPorts({ type, ports }: RawNode, problems: string[]): void {
  if (ports.length === 0) problems.push(`the ${type} needs at least one port`)
  const names = ports.map(({ name }) => name)
  if (new Set(names).size < names.length) problems.push(`two ports of the ${type} have the same name`)
}

function inOrder(layers: LayerGraph['layers']): LayerGraph['layers'] | undefined {
  const ids = new Set(layers.map(({ id }) => id))
  const done = new Set<string>()
  const order: LayerGraph['layers'] = []
  let left = layers
  while (left.length > 0) {
    const ready = left.filter(({ from }) => from.every((key) => !ids.has(key) || done.has(key)))
    if (ready.length === 0) return undefined
    for (const layer of ready) done.add(layer.id)
    order.push(...ready)
    left = left.filter(({ id }) => !done.has(id))
  }
  return order
}

function parse(text: string): { nodes: RawNode[]; edges: RawEdge[] } {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw refuse([`no JSON: ${(error as Error).message}`])
  }
  const { version, nodes, edges } = (value ?? {}) as Record<string, unknown>
  if (version !== 2)
    throw refuse([`version ${JSON.stringify(version) ?? 'none'} cannot be read; it must be 2`])
  if (!Array.isArray(nodes) || !Array.isArray(edges)) throw refuse(['nodes and edges must be lists'])
  if (nodes.length > 10_000 || edges.length > 50_000)
    throw refuse(['more than 10,000 layers or 50,000 edges'])
  return {
    nodes: nodes.map((raw: Record<string, unknown> | null) => {
      if (typeof raw?.id !== 'string' || typeof raw.type !== 'string') {
        throw refuse(['every layer needs an id and a type'])
      }
      const ports = Array.isArray(raw.ports) ? (raw.ports as Record<string, unknown>[]) : []
      return {
        id: raw.id,
        type: raw.type,
        params: isObject(raw.params) ? raw.params : {},
        ports: ports.map((port) => ({
          id: String(port?.id ?? port?.name),
          name: String(port?.name ?? port?.id),
        })),
      }
    }),
    edges: edges.map((raw: Record<string, unknown> | null) => {
      if (typeof raw?.source !== 'string' || typeof raw.target !== 'string') {
        throw refuse(['every edge needs a source and a target'])
      }
      const handle = (side: unknown) => (typeof side === 'string' ? side : '')
      const { source, target, sourceHandle, targetHandle } = raw
      return {
        source,
        target,
        sourceHandle: handle(sourceHandle),
        targetHandle: handle(targetHandle),
      } as RawEdge
    }),
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

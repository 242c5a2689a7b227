import type { Catalogue } from '../catalogue.ts'
import { type Graph, type GraphNode, isTrigger, type Preset, presetNameOf } from '../graph.ts'
import { INPUT_TYPES, type InputType, readDefault } from './input-types.ts'

export interface ContractInput {
  nodeId: string
  name: string
  type: InputType
  required: boolean
  /** What it is when it is not given. */
  default: unknown
  description: string
}

export interface ContractOutput {
  nodeId: string
  name: string
  /** The type of the wire that it hangs on. */
  type: string
  description: string
}

/** What a graph takes and gives when it is called as a function, and what keeps it from being called. */
export interface Contract {
  inputs: ContractInput[]
  outputs: ContractOutput[]
  problems: string[]
}

const NAME = /^[a-zA-Z_][a-zA-Z0-9_]{0,63}$/
export const INPUT_KIND = 'GraphInput'
export const OUTPUT_KIND = 'GraphOutput'

/** Reads the GraphInputs and GraphOutputs of a graph, all problems collected. */
export async function readContract(
  graph: Graph,
  catalogue: Catalogue,
  presets: ReadonlyMap<string, Preset>,
): Promise<Contract> {
  const problems: string[] = []
  const known = (name: string, seen: Set<string>, what: string, id: string) => {
    if (!NAME.test(name)) problems.push(`${what} on node ${id}: "${name.slice(0, 80)}" is not a valid name`)
    else if (seen.has(name)) problems.push(`${what} name '${name}' is used more than once`)
    seen.add(name)
  }
  const inputs: ContractInput[] = []
  const outputs: ContractOutput[] = []
  const [inputNames, outputNames] = [new Set<string>(), new Set<string>()]
  for (const graphNode of graph.nodes) {
    const { id, type } = graphNode
    const params = paramsOf(graphNode)
    if (type === INPUT_KIND) {
      const input = await readGraphInput(id, params, problems)
      known(input.name, inputNames, 'Input', id)
      inputs.push(input)
    }
    if (type === OUTPUT_KIND) {
      const name = text(params.name, 'output')
      known(name, outputNames, 'Output', id)
      const wire = graph.edges.find(({ target, ...edge }) => target === id && !isTrigger({ ...edge, target }))
      if (!wire) problems.push(`Output '${name}' is not connected (node ${id})`)
      const from = wire && typeOfWire(graph, wire.source, wire.sourceHandle ?? '', catalogue, presets)
      outputs.push({ nodeId: id, name, type: from ?? 'ANY', description: text(params.description, '') })
    }
    const preset = presetNameOf(graphNode)
    if (preset !== undefined && hasContractInside(preset, presets)) {
      problems.push(
        `Inputs and outputs stand at the top of a graph, not in the preset '${preset}' (node ${id})`,
      )
    }
  }
  if (outputs.length === 0) problems.push('Graph has no GraphOutput')
  return { inputs, outputs, problems }
}

async function readGraphInput(
  nodeId: string,
  params: Record<string, unknown>,
  problems: string[],
): Promise<ContractInput> {
  const name = text(params.name, 'input')
  const said = text(params.type, 'string')
  const type = INPUT_TYPES.find((each) => each === said)
  const required = params.required !== false && params.required !== 'false'
  if (!type) problems.push(`Input '${name}' has the unknown type '${said.slice(0, 80)}'`)
  if (type === 'image' && !required) problems.push(`Input '${name}': an image is always required`)
  let value: unknown = null
  if (type && type !== 'image' && !required) {
    const { default: given = '' } = params
    const written = typeof given === 'string' ? given : JSON.stringify(given)
    value = await readDefault(type, written).catch((error: Error) => {
      problems.push(`Input '${name}': its default is wrong: ${error.message}`)
      return null
    })
  }
  return {
    nodeId,
    name,
    type: type ?? 'string',
    required,
    default: value,
    description: text(params.description, ''),
  }
}

function typeOfWire(
  graph: Graph,
  source: string,
  handle: string,
  catalogue: Catalogue,
  presets: ReadonlyMap<string, Preset>,
): string | undefined {
  const from = graph.nodes.find(({ id }) => id === source)
  if (!from) return undefined
  const preset = presetNameOf(from)
  if (preset === undefined) return catalogue.get(from.type)?.outputs[handle]?.dataType
  return presets.get(preset)?.exposed_outputs.find(({ name }) => name === handle)?.data_type
}

function hasContractInside(
  name: string,
  presets: ReadonlyMap<string, Preset>,
  seen = new Set<string>(),
): boolean {
  if (seen.has(name)) return false
  seen.add(name)
  return (presets.get(name)?.nodes ?? []).some((inner) => {
    const nested = presetNameOf(inner)
    if (nested !== undefined) return hasContractInside(nested, presets, seen)
    return inner.type === INPUT_KIND || inner.type === OUTPUT_KIND
  })
}

const paramsOf = ({ data }: GraphNode): Record<string, unknown> => data?.params ?? {}
const text = (value: unknown, otherwise: string) => (value === undefined ? otherwise : String(value))

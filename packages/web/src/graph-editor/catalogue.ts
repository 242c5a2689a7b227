import { type Box, type ExposedParam, type Preset, presetOf } from './document.ts'

/** A kind of box, in the words of `GET /api/nodes`. */
export interface Definition {
  readonly node_name: string
  readonly category: string
  readonly description: string
  readonly provider: string
  readonly inputs: readonly Port[]
  readonly outputs: readonly Port[]
  readonly params: readonly ParamDefinition[]
}

export interface Port {
  readonly name: string
  readonly data_type: string
  readonly description: string
  readonly optional: boolean
}

export interface ParamDefinition {
  readonly name: string
  readonly param_type: string
  readonly default: unknown
  readonly description: string
  readonly options: readonly string[]
  readonly min_value: number | null
  readonly max_value: number | null
  /** Shown only while each named sibling has this value. */
  readonly visible_when: Readonly<Record<string, string>> | null
}

/** Everything that a graph can be made of: the server's kinds and presets. */
export interface Catalogue {
  readonly kinds: ReadonlyMap<string, Definition>
  readonly presets: ReadonlyMap<string, Preset>
}

export const makeCatalogue = (kinds: readonly Definition[], presets: readonly Preset[]): Catalogue => ({
  kinds: new Map(kinds.map((kind) => [kind.node_name, kind])),
  presets: new Map(presets.map((preset) => [preset.preset_name, preset])),
})

/** The catalogue with what a graph brings along; the server's own presets win, as they do when it runs. */
export const withPresetsOf = (catalogue: Catalogue, presets: readonly Preset[]): Catalogue =>
  presets.length === 0
    ? catalogue
    : {
        ...catalogue,
        presets: new Map([...presets.map((one) => [one.preset_name, one] as const), ...catalogue.presets]),
      }

/** Where a parameter is kept: the box's own, or one of a box inside its preset. */
export interface ParamPlace {
  readonly inner?: string
  readonly name: string
}

export interface BoxParam {
  readonly place: ParamPlace
  readonly label: string
  readonly group: string
  readonly definition: ParamDefinition
  /** What it is where the box says nothing. */
  readonly usual: unknown
}

/** What a box looks like from outside. */
export interface Shape {
  readonly title: string
  readonly category: string
  readonly description: string
  readonly inputs: readonly Port[]
  readonly outputs: readonly Port[]
  readonly params: readonly BoxParam[]
  readonly isKnown: boolean
}

const UNKNOWN: Omit<Shape, 'title'> = {
  category: '',
  description: '',
  inputs: [],
  outputs: [],
  params: [],
  isKnown: false,
}

const shapes = new WeakMap<Catalogue, Map<string, Shape>>()

/** The ports and parameters of a box; they depend on its kind, and for a few on its parameters. */
export function shapeOf(box: Box, catalogue: Catalogue): Shape {
  const known = shapes.get(catalogue) ?? new Map<string, Shape>()
  shapes.set(catalogue, known)
  const chunks = box.type === 'Split' ? chunksOf(box) : 0
  const key = chunks === 0 ? box.type : `${box.type} ${chunks}`
  const shape = known.get(key) ?? makeShape(box, catalogue, chunks)
  known.set(key, shape)
  return shape
}

function makeShape(box: Box, catalogue: Catalogue, chunks: number): Shape {
  const presetName = presetOf(box)
  if (presetName !== undefined) {
    const preset = catalogue.presets.get(presetName)
    return preset ? shapeOfPreset(preset, catalogue) : { title: presetName, ...UNKNOWN }
  }
  const kind = catalogue.kinds.get(box.type)
  if (!kind) return { title: box.type, ...UNKNOWN }
  return {
    title: kind.node_name.split(':').at(-1)!,
    category: kind.category,
    description: kind.description,
    inputs: kind.inputs,
    outputs: chunks > 0 ? chunkPorts(chunks) : kind.outputs,
    params: kind.params.map((definition) => ({
      place: { name: definition.name },
      label: definition.name,
      group: '',
      definition,
      usual: definition.default,
    })),
    isKnown: true,
  }
}

/** The only kind whose outputs follow a parameter, as the server counts them: 1 to 32, and 2 for what is no number. */
function chunksOf({ data }: Box): number {
  const count = Number.parseInt(String(data.params?.chunks ?? 2), 10)
  return Number.isNaN(count) ? 2 : Math.min(Math.max(count, 1), 32)
}

const chunkPorts = (count: number): Port[] =>
  Array.from({ length: count }, (_, at) => ({
    name: `chunk_${at}`,
    data_type: 'TENSOR',
    description: `Part ${at + 1} of ${count}`,
    optional: false,
  }))

function shapeOfPreset(preset: Preset, catalogue: Catalogue): Shape {
  const inside = new Map(preset.nodes.map((one) => [one.id, one]))
  const ports = (side: 'inputs' | 'outputs') => {
    const exposed = side === 'inputs' ? preset.exposed_inputs : preset.exposed_outputs
    // One exposed name may stand for several ports inside.
    return [...new Map(exposed.map((port) => [port.name, port])).values()].map((port): Port => {
      const kind = catalogue.kinds.get(inside.get(port.internal_node)?.type ?? '')
      const known = kind?.[side].find(({ name }) => name === port.internal_port)
      return {
        name: port.name,
        data_type: port.data_type ?? known?.data_type ?? 'ANY',
        description: port.description || (known?.description ?? ''),
        optional: known?.optional ?? false,
      }
    })
  }
  const param = ({ internal_node, param_name, display_name, group }: ExposedParam): BoxParam[] => {
    const one = inside.get(internal_node)
    const definition = catalogue.kinds.get(one?.type ?? '')?.params.find(({ name }) => name === param_name)
    if (!definition) return []
    const usual = one?.params?.[param_name] ?? definition.default
    return [
      { place: { inner: internal_node, name: param_name }, label: display_name, group, definition, usual },
    ]
  }
  return {
    title: preset.preset_name,
    category: preset.category ?? 'Preset',
    description: preset.description ?? '',
    inputs: ports('inputs'),
    outputs: ports('outputs'),
    params: preset.exposed_params.flatMap(param),
    isKnown: true,
  }
}

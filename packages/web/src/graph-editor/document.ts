/** A graph while it is being edited. Documents are never changed: an edit makes another that shares what is the same. */
export interface GraphDocument {
  readonly name: string
  readonly description: string
  readonly boxes: ReadonlyMap<string, Box>
  readonly wires: ReadonlyMap<string, Wire>
  /** Presets that the graph brings along: its subgraphs. */
  readonly presets: readonly Preset[]
  readonly segmentGroups: readonly unknown[]
}

export interface Point {
  readonly x: number
  readonly y: number
}

export type Params = Readonly<Record<string, unknown>>

/** One box: a kind by its name, `preset:<name>`, or `note`. */
export interface Box {
  readonly id: string
  readonly type: string
  readonly position: Point
  readonly data: BoxData
}

export interface BoxData {
  readonly params?: Params
  /** Of a preset: parameters of the boxes inside, by their ids. */
  readonly internalParams?: Readonly<Record<string, Params>>
  /** A name of one's own for the box. */
  readonly label?: string
  readonly [key: string]: unknown
}

export interface Wire {
  readonly id: string
  readonly source: string
  readonly sourceHandle: string
  readonly target: string
  readonly targetHandle: string
  readonly type: 'data' | 'trigger'
}

export interface Preset {
  readonly preset_name: string
  readonly category?: string
  readonly description?: string
  readonly tags?: readonly string[]
  readonly nodes: readonly { id: string; type: string; params?: Params; position?: Point }[]
  readonly edges: readonly { source: string; sourceHandle: string; target: string; targetHandle: string }[]
  readonly exposed_inputs: readonly ExposedPort[]
  readonly exposed_outputs: readonly ExposedPort[]
  readonly exposed_params: readonly ExposedParam[]
}

export interface ExposedPort {
  readonly name: string
  readonly internal_node: string
  readonly internal_port: string
  readonly data_type?: string
  readonly description?: string
}

export interface ExposedParam {
  readonly internal_node: string
  readonly param_name: string
  readonly display_name: string
  readonly group: string
  readonly param_def?: unknown
}

/** The handle by which a trigger enters a box. */
export const TRIGGER_IN = '__trigger'
export const NOTE = 'note'
export const PRESET = 'preset:'

export const isNote = ({ type }: { type: string }) => type === NOTE
/** A frame around boxes is a note of its own kind, so that nothing ever runs it. */
export const isFrame = (box: Box) => isNote(box) && box.data.noteKind === 'group'
/** The preset that a box stands for, if it is one. */
export const presetOf = ({ type }: { type: string }) =>
  type.startsWith(PRESET) ? type.slice(PRESET.length) : undefined

export const emptyDocument = (name = 'Untitled'): GraphDocument => ({
  name,
  description: '',
  boxes: new Map(),
  wires: new Map(),
  presets: [],
  segmentGroups: [],
})

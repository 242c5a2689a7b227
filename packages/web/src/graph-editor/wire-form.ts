import {
  type Box,
  type BoxData,
  type GraphDocument,
  isNote,
  type Point,
  type Preset,
  TRIGGER_IN,
  type Wire,
} from './document.ts'

/** A graph as the studio surface takes and gives it. */
export interface GraphJson {
  name: string
  description: string
  nodes: { id: string; type: string; position: Point; data: BoxData }[]
  edges: {
    id: string
    source: string
    target: string
    sourceHandle: string
    targetHandle: string
    type: 'data' | 'trigger'
  }[]
  presets: Preset[]
  segmentGroups: unknown[]
}

type Loose = Record<string, unknown>

const isObject = (value: unknown): value is Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const text = (value: unknown, otherwise = '') => (typeof value === 'string' ? value : otherwise)
const list = (value: unknown): Loose[] => (Array.isArray(value) ? value.filter(isObject) : [])
const number = (value: unknown) => (typeof value === 'number' && Number.isFinite(value) ? value : 0)

/**
 * Reads a graph that somebody saved, sent or wrote by hand. What it does not say gets what is usual; wires that lead
 * nowhere and a second box of the same id are left out.
 *
 * @throws Error for a text that is no graph
 */
export function readDocument(json: unknown): GraphDocument {
  if (!isObject(json) || !Array.isArray(json.nodes))
    throw new Error('This is not a graph: it has no "nodes".')
  const boxes = new Map<string, Box>()
  for (const given of list(json.nodes)) {
    const id = text(given.id)
    if (id === '' || boxes.has(id)) continue
    const position = isObject(given.position) ? given.position : {}
    boxes.set(id, {
      id,
      type: text(given.type),
      position: { x: number(position.x), y: number(position.y) },
      data: isObject(given.data) ? given.data : {},
    })
  }
  const wires = new Map<string, Wire>()
  for (const given of list(json.edges)) {
    const [source, target] = [text(given.source), text(given.target)]
    if (!boxes.has(source) || !boxes.has(target)) continue
    const isTrigger = given.type === 'trigger'
    const sourceHandle = text(given.sourceHandle)
    const targetHandle = text(given.targetHandle) || (isTrigger ? TRIGGER_IN : '')
    const wire = { source, sourceHandle, target, targetHandle, type: isTrigger ? 'trigger' : 'data' } as const
    const id = wires.has(text(given.id)) ? '' : text(given.id)
    const kept = id || wireId(wire)
    wires.set(kept, { id: kept, ...wire })
  }
  return {
    name: text(json.name, 'Untitled') || 'Untitled',
    description: text(json.description),
    boxes,
    wires,
    presets: list(json.presets).filter((preset) => typeof preset.preset_name === 'string') as never,
    segmentGroups: Array.isArray(json.segmentGroups) ? json.segmentGroups : [],
  }
}

/** What a wire is called: where it comes from and where it goes, so that the same wire has the same name anywhere. */
export const wireId = ({ source, sourceHandle, target, targetHandle }: Omit<Wire, 'id' | 'type'>) =>
  `${source}.${sourceHandle}->${target}.${targetHandle}`

/** The document as it is saved and exported. */
export const writeDocument = (document: GraphDocument): GraphJson => ({
  name: document.name,
  description: document.description,
  nodes: [...document.boxes.values()].map(({ id, type, position, data }) => ({ id, type, position, data })),
  edges: [...document.wires.values()],
  presets: [...document.presets],
  segmentGroups: [...document.segmentGroups],
})

/** The document as it is run and checked: without notes and what hangs on them. */
export function writeToExecute(document: GraphDocument): GraphJson {
  const { nodes, edges, ...rest } = writeDocument(document)
  const notes = new Set(nodes.filter(isNote).map(({ id }) => id))
  return {
    ...rest,
    nodes: nodes.filter(({ id }) => !notes.has(id)),
    edges: edges.filter(({ source, target }) => !notes.has(source) && !notes.has(target)),
  }
}

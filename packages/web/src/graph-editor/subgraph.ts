import { type Catalogue, shapeOf } from './catalogue.ts'
import {
  type Box,
  type ExposedParam,
  type ExposedPort,
  type GraphDocument,
  isNote,
  PRESET,
  type Preset,
  presetOf,
  type Wire,
} from './document.ts'
import { freshId } from './edits.ts'
import { boundsOf } from './geometry.ts'
import { wireId } from './wire-form.ts'

/**
 * Makes one box of several: a preset that the graph brings along. Ports that are wired to the outside, or to nothing,
 * become ports of the box, and all parameters can be set from outside.
 *
 * @returns undefined when there is nothing in it that could run
 */
export function collapse(
  given: GraphDocument,
  catalogue: Catalogue,
  chosen: ReadonlySet<string>,
  wish: string,
): { document: GraphDocument; id: string } | undefined {
  const { document, ids } = expandAll(given, catalogue, chosen)
  const inside = [...document.boxes.values()].filter((box) => ids.has(box.id) && !isNote(box))
  const area = boundsOf(inside, catalogue)
  if (!area) return undefined
  const within = new Set(inside.map(({ id }) => id))
  const name = freeName(wish, document, catalogue)
  const wires = [...document.wires.values()]
  const inner = wires.filter(
    ({ source, target, type }) => within.has(source) && within.has(target) && type === 'data',
  )
  const fed = new Set(inner.map(({ target, targetHandle }) => `${target} ${targetHandle}`))
  const leaving = new Set(
    wires
      .filter(({ source, target }) => within.has(source) && !within.has(target))
      .map(({ source, sourceHandle }) => `${source} ${sourceHandle}`),
  )
  const used = new Set(inner.map(({ source, sourceHandle }) => `${source} ${sourceHandle}`))
  const ports = (side: 'inputs' | 'outputs'): ExposedPort[] => {
    const names = new Set<string>()
    return inside.flatMap((box) =>
      shapeOf(box, catalogue)[side].flatMap((port) => {
        const key = `${box.id} ${port.name}`
        const isOpen = side === 'inputs' ? !fed.has(key) : leaving.has(key) || !used.has(key)
        if (!isOpen || port.data_type === 'TRIGGER') return []
        return {
          name: unique(names, port.name, box.id),
          internal_node: box.id,
          internal_port: port.name,
          data_type: port.data_type,
          description: port.description,
        }
      }),
    )
  }
  const preset: Preset = {
    preset_name: name,
    category: 'Subgraph',
    description: '',
    tags: [],
    nodes: inside.map((box) => ({
      id: box.id,
      type: box.type,
      params: box.data.params ?? {},
      position: { x: box.position.x - area.x, y: box.position.y - area.y },
    })),
    edges: inner.map(({ source, sourceHandle, target, targetHandle }) => ({
      source,
      sourceHandle,
      target,
      targetHandle,
    })),
    exposed_inputs: ports('inputs'),
    exposed_outputs: ports('outputs'),
    exposed_params: inside.flatMap((box) =>
      shapeOf(box, catalogue).params.flatMap(({ place, definition }): ExposedParam[] =>
        place.inner !== undefined || definition.param_type === 'secret'
          ? []
          : [
              {
                internal_node: box.id,
                param_name: place.name,
                display_name: place.name,
                group: titleOf(box, catalogue),
              },
            ],
      ),
    ),
  }
  const boxes = new Map([...document.boxes].filter(([id]) => !within.has(id)))
  const id = freshId(document, `${PRESET}${name}`)
  boxes.set(id, { id, type: `${PRESET}${name}`, position: { x: area.x, y: area.y }, data: { params: {} } })
  const nameOf = (exposed: readonly ExposedPort[], box: string, port: string) =>
    exposed.find((one) => one.internal_node === box && one.internal_port === port)?.name
  const next = new Map<string, Wire>()
  for (const wire of wires) {
    const [isFrom, isTo] = [within.has(wire.source), within.has(wire.target)]
    if (isFrom && isTo) continue
    let ends = wire
    if (isFrom) {
      const port = nameOf(preset.exposed_outputs, wire.source, wire.sourceHandle)
      if (port === undefined) continue
      ends = { ...wire, source: id, sourceHandle: port }
    } else if (isTo && wire.type === 'trigger') ends = { ...wire, target: id }
    else if (isTo) {
      const port = nameOf(preset.exposed_inputs, wire.target, wire.targetHandle)
      if (port === undefined) continue
      ends = { ...wire, target: id, targetHandle: port }
    }
    const kept = ends === wire ? wire : { ...ends, id: wireId(ends) }
    next.set(kept.id, kept)
  }
  return { document: { ...document, boxes, wires: next, presets: [...document.presets, preset] }, id }
}

/** Presets among the chosen are taken apart first: what is set in them could not be said from further outside. */
function expandAll(document: GraphDocument, catalogue: Catalogue, chosen: ReadonlySet<string>) {
  const ids = new Set(chosen)
  for (;;) {
    const preset = [...ids].find((id) => {
      const box = document.boxes.get(id)
      const name = box && presetOf(box)
      return name !== undefined && catalogue.presets.has(name)
    })
    const expanded = preset === undefined ? undefined : expand(document, catalogue, preset)
    if (preset === undefined || !expanded) return { document, ids }
    document = expanded.document
    ids.delete(preset)
    for (const id of expanded.ids) ids.add(id)
  }
}

/** Puts what is in a preset in its place, with its parameters as they are set. Nothing for a box that is none. */
export function expand(
  document: GraphDocument,
  catalogue: Catalogue,
  id: string,
): { document: GraphDocument; ids: string[] } | undefined {
  const box = document.boxes.get(id)
  const presetName = box && presetOf(box)
  const preset = presetName === undefined ? undefined : catalogue.presets.get(presetName)
  if (!box || !preset) return undefined
  const boxes = new Map(document.boxes)
  boxes.delete(id)
  const names = new Map<string, string>()
  for (const [at, inner] of preset.nodes.entries()) {
    const free = boxes.has(inner.id) ? freshId({ ...document, boxes }, inner.type) : inner.id
    names.set(inner.id, free)
    const { x, y } = inner.position ?? { x: at * 260, y: 0 }
    const made: Box = {
      id: free,
      type: inner.type,
      position: { x: box.position.x + x, y: box.position.y + y },
      data: { params: { ...inner.params, ...box.data.internalParams?.[inner.id] } },
    }
    boxes.set(free, made)
  }
  const wires = new Map<string, Wire>()
  const add = (ends: Omit<Wire, 'id'>) => {
    const wire = { ...ends, id: wireId(ends) }
    wires.set(wire.id, wire)
  }
  const fed = new Set(preset.edges.map(({ target }) => target))
  for (const wire of document.wires.values()) {
    if (wire.source !== id && wire.target !== id) wires.set(wire.id, wire)
    else if (wire.source === id) {
      const port = preset.exposed_outputs.find(({ name }) => name === wire.sourceHandle)
      if (port) add({ ...wire, source: names.get(port.internal_node)!, sourceHandle: port.internal_port })
    } else if (wire.type === 'trigger') {
      // A trigger starts everything in the preset that nothing inside feeds, as when it runs.
      for (const inner of preset.nodes) if (!fed.has(inner.id)) add({ ...wire, target: names.get(inner.id)! })
    } else {
      for (const port of preset.exposed_inputs.filter(({ name }) => name === wire.targetHandle)) {
        add({ ...wire, target: names.get(port.internal_node)!, targetHandle: port.internal_port })
      }
    }
  }
  for (const edge of preset.edges) {
    add({ ...edge, source: names.get(edge.source)!, target: names.get(edge.target)!, type: 'data' })
  }
  const isUsed = [...boxes.values()].some((each) => presetOf(each) === presetName)
  const presets = isUsed ? document.presets : document.presets.filter((one) => one.preset_name !== presetName)
  return { document: { ...document, boxes, wires, presets }, ids: [...names.values()] }
}

function freeName(wish: string, document: GraphDocument, catalogue: Catalogue): string {
  const isTaken = (name: string) =>
    catalogue.presets.has(name) || document.presets.some(({ preset_name }) => preset_name === name)
  if (!isTaken(wish)) return wish
  for (let at = 2; ; at++) if (!isTaken(`${wish} ${at}`)) return `${wish} ${at}`
}

function unique(names: Set<string>, name: string, box: string): string {
  const free = names.has(name) ? `${box}_${name}` : name
  names.add(free)
  return free
}

const titleOf = (box: Box, catalogue: Catalogue) => box.data.label || shapeOf(box, catalogue).title

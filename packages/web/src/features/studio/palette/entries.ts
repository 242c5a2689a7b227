import type { Catalogue } from '../../../graph-editor/catalogue.ts'
import { shapeOf } from '../../../graph-editor/catalogue.ts'
import { fits, type PortEnd, typeOf } from '../../../graph-editor/compatible.ts'
import { type Box, type GraphDocument, PRESET } from '../../../graph-editor/document.ts'
import { texts } from '../texts.ts'

/** Something that can be put on the canvas. */
export interface Entry {
  type: string
  title: string
  category: string
  description: string
}

const known = new WeakMap<Catalogue, Entry[]>()

/** Everything that can be put on the canvas: kinds, then presets. */
export function entriesOf(catalogue: Catalogue): Entry[] {
  let entries = known.get(catalogue)
  if (entries) return entries
  entries = [
    ...[...catalogue.kinds.values()].map(({ node_name, category, description }) => ({
      type: node_name,
      title: node_name.split(':').at(-1)!,
      category,
      description,
    })),
    ...[...catalogue.presets.values()].map(({ preset_name, description = '' }) => ({
      type: `${PRESET}${preset_name}`,
      title: preset_name,
      category: texts.presets,
      description,
    })),
  ]
  known.set(catalogue, entries)
  return entries
}

/** Entries that have every word somewhere; those whose name begins with the text come first. */
export function search(entries: readonly Entry[], text: string): Entry[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return [...entries]
  const rank = ({ title, category, description }: Entry) => {
    const name = title.toLowerCase()
    if (name.startsWith(words[0]!)) return 0
    if (words.every((word) => name.includes(word))) return 1
    const all = `${name} ${category} ${description}`.toLowerCase()
    return words.every((word) => all.includes(word)) ? 2 : 3
  }
  return entries
    .map((entry) => ({ entry, rank: rank(entry) }))
    .filter(({ rank }) => rank < 3)
    .sort((a, b) => a.rank - b.rank || a.entry.title.length - b.entry.title.length)
    .map(({ entry }) => entry)
}

/** Entries with a port that a waiting wire could go into. */
export function fitting(
  entries: readonly Entry[],
  document: GraphDocument,
  catalogue: Catalogue,
  waiting: PortEnd,
): Entry[] {
  const type = typeOf(document, catalogue, waiting)
  if (type === undefined) return []
  return entries.filter((entry) => {
    const box: Box = { id: '', type: entry.type, position: { x: 0, y: 0 }, data: {} }
    const { inputs, outputs } = shapeOf(box, catalogue)
    if (waiting.side === 'input') return outputs.some((port) => fits(port.data_type, type))
    return type === 'TRIGGER' || inputs.some((port) => fits(type, port.data_type))
  })
}

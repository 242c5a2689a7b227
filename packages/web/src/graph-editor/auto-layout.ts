import type { ElkNode } from 'elkjs/lib/elk-api.js'
import type { Catalogue } from './catalogue.ts'
import { type GraphDocument, isNote, type Point } from './document.ts'
import { moveBoxes } from './edits.ts'
import { boundsOf, layoutOf, portOffset } from './geometry.ts'

const OPTIONS = {
  'elk.algorithm': 'layered',
  'elk.direction': 'RIGHT',
  'elk.layered.spacing.nodeNodeBetweenLayers': '70',
  'elk.spacing.nodeNode': '32',
  'elk.spacing.componentComponent': '80',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  'elk.layered.crossingMinimization.strategy': 'LAYER_SWEEP',
}

/** Above this the exact placement takes seconds; a simpler one is nearly as good. */
const MANY = 300

/** The boxes to be laid out and the wires between them, for ELK: from left to right, ports where they are. */
export function toElk(document: GraphDocument, catalogue: Catalogue, ids: ReadonlySet<string>): ElkNode {
  const boxes = [...document.boxes.values()].filter((box) => ids.has(box.id) && !isNote(box))
  const laidOut = new Set(boxes.map(({ id }) => id))
  const wires = [...document.wires.values()].filter(
    ({ source, target }) => laidOut.has(source) && laidOut.has(target),
  )
  const used = new Map<string, Set<string>>(boxes.map(({ id }) => [id, new Set()]))
  for (const { source, sourceHandle, target, targetHandle } of wires) {
    used.get(source)!.add(`output ${sourceHandle}`)
    used.get(target)!.add(`input ${targetHandle}`)
  }
  return {
    id: 'graph',
    layoutOptions: {
      ...OPTIONS,
      ...(boxes.length > MANY && {
        'elk.layered.nodePlacement.strategy': 'BRANDES_KOEPF',
        'elk.layered.thoroughness': '3',
      }),
    },
    children: boxes.map((box) => {
      const layout = layoutOf(box, catalogue)
      return {
        id: box.id,
        ...layout.size,
        layoutOptions: { 'elk.portConstraints': 'FIXED_POS' },
        ports: [...used.get(box.id)!].map((key) => {
          const [side, port] = [key.slice(0, key.indexOf(' ')), key.slice(key.indexOf(' ') + 1)]
          const at = portOffset(layout, side as 'input' | 'output', port)
          return { id: `${box.id} ${key}`, width: 0, height: 0, ...at }
        }),
      }
    }),
    edges: wires.map(({ id, source, sourceHandle, target, targetHandle }) => ({
      id,
      sources: [`${source} output ${sourceHandle}`],
      targets: [`${target} input ${targetHandle}`],
    })),
  }
}

/** Takes over where ELK put the boxes; the whole stays where it was. */
export function fromElk(document: GraphDocument, catalogue: Catalogue, result: ElkNode): GraphDocument {
  const placed = result.children ?? []
  const before = boundsOf(
    placed.flatMap(({ id }) => document.boxes.get(id) ?? []),
    catalogue,
  )
  if (!before) return document
  const left = Math.min(...placed.map(({ x = 0 }) => x))
  const top = Math.min(...placed.map(({ y = 0 }) => y))
  const snap = (value: number) => Math.round(value / 10) * 10
  const to = new Map<string, Point>(
    placed.map(({ id, x = 0, y = 0 }) => [id, { x: snap(before.x + x - left), y: snap(before.y + y - top) }]),
  )
  return moveBoxes(document, to)
}

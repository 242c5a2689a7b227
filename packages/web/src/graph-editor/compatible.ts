import { type Catalogue, shapeOf } from './catalogue.ts'
import { type GraphDocument, isNote, TRIGGER_IN, type Wire } from './document.ts'

/** One end of a wire. */
export interface PortEnd {
  readonly box: string
  readonly side: 'input' | 'output'
  readonly port: string
}

/**
 * Whether a wire may go from one type to the other, as the server decides: triggers meet only triggers, ANY meets
 * everything else, and an image is a tensor (not the other way round).
 */
export function fits(from: string, to: string): boolean {
  if (from === 'TRIGGER' || to === 'TRIGGER') return from === to
  return from === to || from === 'ANY' || to === 'ANY' || (from === 'IMAGE' && to === 'TENSOR')
}

/** The type of a port; undefined when there is no such port. */
export function typeOf(document: GraphDocument, catalogue: Catalogue, end: PortEnd): string | undefined {
  const box = document.boxes.get(end.box)
  if (!box || isNote(box)) return undefined
  const shape = shapeOf(box, catalogue)
  if (end.side === 'input' && end.port === TRIGGER_IN) return 'TRIGGER'
  const ports = end.side === 'input' ? shape.inputs : shape.outputs
  const port = ports.find(({ name }) => name === end.port)
  if (port) return port.data_type
  // A kind that this server does not have keeps the ports its wires speak of.
  return shape.isKnown ? undefined : 'ANY'
}

/** Whether two ports can be joined, whichever was touched first. */
export function canJoin(document: GraphDocument, catalogue: Catalogue, a: PortEnd, b: PortEnd): boolean {
  if (a.side === b.side || a.box === b.box) return false
  const [from, to] = a.side === 'output' ? [a, b] : [b, a]
  const [source, target] = [typeOf(document, catalogue, from), typeOf(document, catalogue, to)]
  return source !== undefined && target !== undefined && fits(source, target)
}

/** What is wrong with a wire that is there: a port that has gone, or types that do not meet. */
export function problemOfWire(
  document: GraphDocument,
  catalogue: Catalogue,
  wire: Wire,
): 'port' | 'type' | undefined {
  const from = typeOf(document, catalogue, { box: wire.source, side: 'output', port: wire.sourceHandle })
  const to = typeOf(document, catalogue, { box: wire.target, side: 'input', port: wire.targetHandle })
  if (from === undefined || to === undefined) return 'port'
  return fits(from, to) ? undefined : 'type'
}

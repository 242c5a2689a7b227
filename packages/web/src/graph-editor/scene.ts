import type { Catalogue } from './catalogue.ts'
import { typeOf } from './compatible.ts'
import type { Box, GraphDocument, Wire } from './document.ts'
import { type Curve, curveOf } from './hits.ts'

export interface DrawnWire extends Curve {
  readonly wire: Wire
  /** The type of what it carries; `wrong` where its ends do not fit. */
  readonly type: string
}

interface Known {
  readonly source: Box
  readonly target: Box
  readonly catalogue: Catalogue
  readonly drawn: DrawnWire
}

/** Every wire of a document as it is to be drawn; what did not change since the last time is taken over. */
export class Scene {
  readonly #known = new WeakMap<Wire, Known>()

  of(document: GraphDocument, catalogue: Catalogue): DrawnWire[] {
    const drawn: DrawnWire[] = []
    for (const wire of document.wires.values()) {
      const source = document.boxes.get(wire.source)
      const target = document.boxes.get(wire.target)
      if (!source || !target) continue
      let known = this.#known.get(wire)
      if (known?.source !== source || known.target !== target || known.catalogue !== catalogue) {
        const curve = curveOf(document, catalogue, wire)!
        const type = typeOf(document, catalogue, {
          box: wire.source,
          side: 'output',
          port: wire.sourceHandle,
        })
        known = { source, target, catalogue, drawn: { ...curve, wire, type: type ?? 'wrong' } }
        this.#known.set(wire, known)
      }
      drawn.push(known.drawn)
    }
    return drawn
  }
}

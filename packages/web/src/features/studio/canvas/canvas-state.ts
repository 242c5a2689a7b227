import { createStore } from 'zustand/vanilla'
import type { PortEnd } from '../../../graph-editor/compatible.ts'
import type { Point } from '../../../graph-editor/document.ts'
import type { Rect } from '../../../graph-editor/geometry.ts'

/** What a wire is painted with in place of its type's colour: a token's name. */
export type WirePaint = { color: string; width?: number; label?: string }

/** What the pointer and the keyboard are doing on a canvas; none of it is part of the graph. */
export interface CanvasState {
  /** A wire is being pulled from here. */
  pulling: PortEnd | undefined
  /** A wire that was taken by an end, where that end is now, and whether it would be gone if it were let go of. */
  carried: { wire: string; side: PortEnd['side']; at: Point; isLost: boolean } | undefined
  hoveredBox: string | undefined
  hoveredWire: string | undefined
  marquee: Rect | undefined
  /** A place on the canvas where a box is being chosen to be put, perhaps for a wire that waits. */
  adding: { at: Point; screen: Point; waiting?: PortEnd | undefined } | undefined
  menu: { screen: Point; at: Point; box?: string | undefined; wire?: string | undefined } | undefined
  /** A dialog asks where the selected box is to be connected to. */
  isConnecting: boolean
  /** A dialog asks what the selection is to be called as a preset. */
  isKeeping: boolean
  hasMinimap: boolean
  /** What did not work, in words. */
  notice: string | undefined
  /** Where the pointer is over the graph; undefined while it is elsewhere. */
  pointer: Point | undefined
  /** Wires that mean something beyond their type, such as the health of a gradient. */
  paints: ReadonlyMap<string, WirePaint>
}

const START: CanvasState = {
  pulling: undefined,
  carried: undefined,
  hoveredBox: undefined,
  hoveredWire: undefined,
  marquee: undefined,
  adding: undefined,
  menu: undefined,
  isConnecting: false,
  isKeeping: false,
  hasMinimap: true,
  notice: undefined,
  pointer: undefined,
  paints: new Map(),
}

const states = new Map<string, ReturnType<typeof makeState>>()
const makeState = () => createStore<CanvasState>(() => START)

export function canvasOf(tabId: string) {
  const state = states.get(tabId) ?? makeState()
  states.set(tabId, state)
  return state
}

/** Paints wires by what a run found out about them; an empty map takes the paint off. */
export const paintWires = (tabId: string, paints: ReadonlyMap<string, WirePaint>) =>
  canvasOf(tabId).setState({ paints })

import { paintWires, type WirePaint } from '../canvas/canvas-state.ts'
import { getTab } from '../tabs/tabs.ts'
import type { Health, RunSession } from './run-session.ts'

const PAINTS: Record<Health, WirePaint> = {
  healthy: { color: 'good', width: 3 },
  vanishing: { color: 'warn', width: 4.5 },
  exploding: { color: 'bad', width: 4.5 },
  unknown: { color: 'bad', width: 4.5 },
}

/** Paints each wire of a tab with how well a gradient came back along it; without gradients, as usual. */
export function paintHealth(tabId: string, session: RunSession): void {
  const paints = new Map<string, WirePaint>()
  for (const { id, source, sourceHandle } of getTab(tabId).getState().document.wires.values()) {
    const health = session.healthOf(source, sourceHandle)
    if (health) paints.set(id, PAINTS[health])
  }
  paintWires(tabId, paints)
}

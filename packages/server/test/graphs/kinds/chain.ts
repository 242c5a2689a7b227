export type Box = [type: string, params?: Record<string, unknown>]

/** One layer after the other between an Input and an Output. */
export const chain = (...layers: Box[]) => {
  const ids = ['in', ...layers.map((_, i) => `l${i}`), 'out']
  return JSON.stringify({
    version: 2,
    nodes: [
      { id: 'in', type: 'Input', ports: [{ id: 'x', name: 'x' }] },
      ...layers.map(([type, params], i) => ({ id: `l${i}`, type, params })),
      { id: 'out', type: 'Output', ports: [{ id: 'y', name: 'y' }] },
    ],
    edges: ids.slice(1).map((target, i) => ({ source: ids[i], target })),
  })
}

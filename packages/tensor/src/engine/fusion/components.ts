import type { Cell } from '../../graph/cell.ts'
import type { Call } from '../../graph/value.ts'

/**
 * Divides calls into parts that share nothing: neither results nor cells that are written. Each part with the cells
 * that it writes, its calls in the order given. Yields now and then.
 *
 * @param targets the cells that are written, and the call whose result each gets
 */
export function* components(
  calls: readonly Call[],
  targets: ReadonlyMap<Cell, Call>,
): Generator<void, { calls: Call[]; cells: Cell[] }[]> {
  const parents = new Map<Call | Cell, Call | Cell>()
  const rootOf = (item: Call | Cell): Call | Cell => {
    let root = item
    for (let parent = parents.get(root); parent !== undefined; parent = parents.get(root)) root = parent
    // Shortened, so that long chains stay cheap.
    while (item !== root) {
      const next = parents.get(item)!
      parents.set(item, root)
      item = next
    }
    return root
  }
  const join = (a: Call | Cell, b: Call | Cell) => {
    const [first, second] = [rootOf(a), rootOf(b)]
    if (first !== second) parents.set(second, first)
  }
  const own = new Set(calls)
  for (const [i, call] of calls.entries()) {
    if (i % 64 === 63) yield
    for (const { source, held } of call.inputs) {
      if (held) continue
      if (source.kind === 'call' && own.has(source)) join(call, source)
      if (source.kind === 'stored' && targets.has(source.cell)) join(call, source.cell)
    }
  }
  for (const [cell, call] of targets) join(call, cell)

  const parts = new Map<Call | Cell, { calls: Call[]; cells: Cell[] }>()
  const partOf = (item: Call | Cell) => {
    const root = rootOf(item)
    let part = parts.get(root)
    if (!part) {
      part = { calls: [], cells: [] }
      parts.set(root, part)
    }
    return part
  }
  for (const call of calls) partOf(call).calls.push(call)
  for (const cell of targets.keys()) partOf(cell).cells.push(cell)
  return [...parts.values()].filter(({ cells }) => cells.length > 0)
}

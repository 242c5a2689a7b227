/** One captured output as the list names it. */
export interface Captured {
  node_id: string
  port: string
  type: string
  full_shape: number[] | null
}

/** The outputs of a box; of a preset, those of the boxes inside, which are `<box>__<inner>`. Steps and gradients apart. */
export function outputsOf(all: readonly Captured[], boxId: string): Captured[] {
  return all.filter(
    ({ node_id, port }) =>
      (node_id === boxId || node_id.startsWith(`${boxId}__`)) &&
      !port.startsWith('__') &&
      !/__grad(__meta)?$/.test(port),
  )
}

/** What an output is called: its port, and inside a preset where it is. */
export const nameOf = ({ node_id, port }: Pick<Captured, 'node_id' | 'port'>, boxId: string): string =>
  node_id === boxId ? port : `${node_id.slice(boxId.length + 2)} · ${port}`

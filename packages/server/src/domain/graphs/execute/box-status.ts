import type { Plan } from '../plan/plan-run.ts'
import type { StatusEvent } from './events.ts'

/**
 * What the canvas is told of a preset: one `running`, progress and errors as they come, and one `completed` once
 * everything inside has ended. Other graph nodes' events pass through.
 */
export function rollUp(plan: Plan, emit: (event: StatusEvent) => void): (event: StatusEvent) => void {
  const boxOf = new Map<string, string>()
  const open = new Map<string, number>()
  for (const { id, box } of plan) {
    if (id === box) continue
    boxOf.set(id, box)
    open.set(box, (open.get(box) ?? 0) + 1)
  }
  if (boxOf.size === 0) return emit
  const started = new Set<string>()
  const failed = new Set<string>()
  return (event) => {
    const box = boxOf.get(event.node_id)
    if (box === undefined) return emit(event)
    const { status } = event
    if (!started.has(box)) {
      started.add(box)
      emit({ type: 'node_status', node_id: box, status: 'running' })
    }
    if (status === 'running') return
    if (status === 'progress') return emit({ ...event, node_id: box })
    if (status === 'error' && !failed.has(box)) {
      failed.add(box)
      emit({ ...event, node_id: box })
    }
    const left = open.get(box)! - 1
    open.set(box, left)
    if (left === 0 && !failed.has(box)) emit({ type: 'node_status', node_id: box, status: 'completed' })
  }
}

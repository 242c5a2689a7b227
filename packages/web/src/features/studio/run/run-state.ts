import { addProgress, type Curves, newCurves } from './curves.ts'
import { describeOutput } from './describe-output.ts'
import type { OutputSummary, RunFrame } from './frames.ts'

export type BoxStatus =
  | 'idle'
  | 'queued'
  | 'running'
  | 'cached'
  | 'completed'
  | 'error'
  /** What it needs has failed. */
  | 'skipped'
  /** The run succeeded without it: nothing leads to it from where the run starts. */
  | 'unreached'

/** How a box stands in the last run of its graph. */
export interface BoxRun {
  status: BoxStatus
  /** From 0 to 1, where it is known. */
  progress?: number
  /** What it tells while it runs, and in a few words what came of it. */
  note?: string
  error?: string
  /** From its beginning to its end, as this page saw it; unknown of what happened before it looked. */
  durationMs?: number
  /** What its outputs came to, by port. */
  summary?: Readonly<Record<string, OutputSummary>>
  /** A PNG that it made, in base64. */
  image?: string
}

export type RunStatus =
  | 'idle'
  | 'queued'
  | 'running'
  | 'succeeded'
  | 'failed'
  | 'cancelled'
  /** The server went away while it ran. */
  | 'interrupted'

export interface LogLine {
  key: number
  boxId: string
  text: string
}

/** Everything that a page knows of the last run of a graph. Boxes are replaced when they change, never changed. */
export interface RunState {
  runId: string | undefined
  status: RunStatus
  error: string | undefined
  /** The last frame that was taken. */
  cursor: number
  startedAt: number | undefined
  endedAt: number | undefined
  boxes: Map<string, BoxRun>
  begun: Map<string, number>
  curves: Map<string, Curves>
  log: LogLine[]
  logged: number
}

/** What a frame has changed. */
export interface Changes {
  boxes: Set<string>
  isRun: boolean
  hasCurves: boolean
  hasLog: boolean
}

export const IDLE: BoxRun = Object.freeze({ status: 'idle' })
const QUEUED: BoxRun = Object.freeze({ status: 'queued' })
const UNREACHED: BoxRun = Object.freeze({ status: 'unreached' })
const MOST_LINES = 500

export const noChanges = (): Changes => ({ boxes: new Set(), isRun: false, hasCurves: false, hasLog: false })

export const newRunState = (): RunState => ({
  runId: undefined,
  status: 'idle',
  error: undefined,
  cursor: 0,
  startedAt: undefined,
  endedAt: undefined,
  boxes: new Map(),
  begun: new Map(),
  curves: new Map(),
  log: [],
  logged: 0,
})

export const isGoingOn = ({ status }: RunState) => status === 'queued' || status === 'running'

/** A run that has just been asked for: every box waits. */
export function beginRun(runId: string, boxIds: Iterable<string>, now: number | undefined): RunState {
  const boxes = new Map<string, BoxRun>()
  for (const id of boxIds) boxes.set(id, QUEUED)
  return { ...newRunState(), runId, status: 'queued', startedAt: now, boxes }
}

/**
 * Takes a frame of the run into the state, which it changes, and notes in `changes` what is different now. A frame that
 * came before, as after a lost connection, changes nothing. With `isReplay` nothing is measured: it happened earlier.
 */
export function takeFrame(
  state: RunState,
  frame: RunFrame,
  changes: Changes,
  { now, isReplay }: { now: number; isReplay: boolean },
): void {
  if (frame.cursor !== undefined) {
    if (frame.cursor <= state.cursor) return
    state.cursor = frame.cursor
  }
  const { type } = frame
  if (type === 'node_status') takeStatus(state, frame, changes, { now, isReplay })
  else if (type === 'execution_complete') endRun(state, 'succeeded', undefined, changes, now)
  else if (type === 'execution_error') endRun(state, 'failed', frame.error ?? '', changes, now)
  else if (type === 'execution_stopped') endRun(state, 'cancelled', undefined, changes, now)
  else if (type === 'execution_start') {
    state.status = 'running'
    if (!isReplay) state.startedAt = now
    changes.isRun = true
  }
}

/** What was still waiting did not run; what was running has not ended. */
export function endRun(
  state: RunState,
  status: RunStatus,
  error: string | undefined,
  changes: Changes,
  now: number,
): void {
  if (!isGoingOn(state)) return
  state.status = status
  state.error = error
  state.endedAt = now
  state.begun.clear()
  changes.isRun = true
  for (const [id, box] of state.boxes) {
    if (box.status !== 'queued' && box.status !== 'running') continue
    state.boxes.set(id, status === 'succeeded' ? UNREACHED : IDLE)
    changes.boxes.add(id)
  }
}

export const countUnreached = ({ boxes }: RunState): number =>
  [...boxes.values()].filter(({ status }) => status === 'unreached').length

function takeStatus(
  state: RunState,
  frame: RunFrame,
  changes: Changes,
  { now, isReplay }: { now: number; isReplay: boolean },
): void {
  const { node_id: id, status } = frame
  if (id === undefined) return
  changes.boxes.add(id)
  if (status === 'running') {
    if (!isReplay) state.begun.set(id, now)
    state.boxes.set(id, { status })
  } else if (status === 'progress') {
    takeProgress(state, id, frame.progress ?? {}, changes)
  } else if (status === 'error') {
    state.boxes.set(id, { status, error: frame.error ?? '', ...lasted(state, id, now) })
  } else if (status === 'skipped') {
    state.boxes.set(id, { status })
  } else if (status === 'completed' || status === 'cached') {
    const outputs = frame.output_summary
    const [first] = Object.values(outputs ?? {})
    state.boxes.set(id, {
      status,
      ...(status === 'completed' && lasted(state, id, now)),
      ...(outputs && { summary: outputs }),
      ...(first && { note: describeOutput(first) }),
      ...(frame.image !== undefined && { image: frame.image }),
    })
  }
  if (frame.log !== undefined) {
    changes.hasLog = true
    const lines = [...state.log, { key: state.logged++, boxId: id, text: frame.log }]
    state.log = lines.length > MOST_LINES ? lines.slice(-MOST_LINES) : lines
  }
}

function lasted(state: RunState, id: string, now: number): { durationMs?: number } {
  const begun = state.begun.get(id)
  state.begun.delete(id)
  return begun === undefined ? {} : { durationMs: now - begun }
}

function takeProgress(state: RunState, id: string, told: Record<string, unknown>, changes: Changes): void {
  const before = state.curves.get(id)
  if (told.event === 'config' || told.event === 'epoch') {
    state.curves.set(id, addProgress(before ?? newCurves(), told))
    changes.hasCurves = true
  }
  state.boxes.set(id, { status: 'running', ...describeProgress(told, state.curves.get(id)) })
}

function describeProgress(
  told: Record<string, unknown>,
  curves: Curves | undefined,
): Pick<BoxRun, 'progress' | 'note'> {
  if (told.event === 'text') return { note: String(told.text ?? '').slice(-200) }
  const total = curves?.total
  const epoch = typeof told.epoch === 'number' ? told.epoch : (curves?.epoch ?? 0)
  const loss = typeof told.loss === 'number' ? ` · loss ${Number(told.loss.toPrecision(4))}` : ''
  if (!total) return { note: `epoch ${epoch}${loss}` }
  return { progress: Math.min(1, epoch / total), note: `epoch ${epoch} of ${total}${loss}` }
}

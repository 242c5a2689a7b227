import { randomKey } from '@nodeyard/sdk/client'
import { executeFrame, type RunFrame, type RunOptions, type WireGraph } from './frames.ts'
import { RunSocket } from './run-socket.ts'
import {
  beginRun,
  type Changes,
  countUnreached,
  endRun,
  IDLE,
  isGoingOn,
  newRunState,
  noChanges,
  type RunState,
  type RunStatus,
  takeFrame,
} from './run-state.ts'

/** Something that went wrong in a run, and where. */
export interface Problem {
  message: string
  boxId?: string
  code?: string
}

export type Health = 'healthy' | 'vanishing' | 'exploding' | 'unknown'

/** What a session asks of its surroundings. */
export interface RunWorld {
  /** Of the socket. */
  url: string
  /** How a run stands by the server's books; undefined where there is none of this id. */
  getRun(id: string): Promise<{ status: RunStatus; error: string | null } | undefined>
  validate(graph: WireGraph): Promise<Problem[]>
  /** Gradients of outputs, with their health, of the last run. */
  listGradients(runId: string): Promise<{ node_id: string; port: string; kind: string; health: Health }[]>
  /** Calls back once when the screen is drawn next, or soon where nothing is drawn. */
  schedule(work: () => void): void
  now(): number
  /** Remembers which run belongs to a tab, over a reload. */
  remember(tabId: string, runId: string): void
}

export interface StartOptions {
  /** What its weights are kept under. */
  graphId?: string
  /** Boxes that are to run although nothing about them has changed. */
  changed?: readonly string[] | undefined
}

/** The run as a whole, for those who do not look at single boxes. */
export interface RunSummary {
  runId: string | undefined
  status: RunStatus
  error: string | undefined
  /** Unknown of a run that began before this page looked. */
  startedAt: number | undefined
  endedAt: number | undefined
  isGoingOn: boolean
  isConnected: boolean
  isRecorded: boolean
  isBackward: boolean
  problems: readonly Problem[]
  /** Boxes that a run which succeeded did not come to. */
  unreached: number
}

/** How long after attaching what comes is taken for what happened before. */
const REPLAY_MS = 400
/** Curves are drawn ten times a second at most: nobody reads faster. */
const CURVES_MS = 100
/** After so long without a frame the server's books are asked. */
const QUIET_MS = 2500

/**
 * The last run of one studio tab: it starts it, follows it over lost connections and reloads, and tells who listens to
 * a key (`run`, `curves`, `log`, `health`, `boxes`, `box:<id>`) when what they look at has changed: at most once a drawn frame.
 */
export class RunSession {
  readonly tabId: string
  readonly #world: RunWorld
  readonly #socket: RunSocket
  readonly #listeners = new Map<string, Set<() => void>>()
  /** Frames that have not been taken yet, with when they came. */
  #pending: { frame: RunFrame; at: number }[] = []
  #isScheduled = false
  #state: RunState = newRunState()
  #summary: RunSummary
  #isConnected = true
  #flags = { isRecorded: false, isBackward: false }
  #problems: readonly Problem[] = []
  #graph: WireGraph | undefined
  /** What starts the run, until the server has said that it knows of it. */
  #asked: object | undefined
  #isSent = false
  #replayUntil = 0
  #heardAt = 0
  #watchdog: ReturnType<typeof setInterval> | undefined
  #health = new Map<string, Health>()
  #version = 0
  #curvesDue: ReturnType<typeof setTimeout> | undefined

  constructor(tabId: string, world: RunWorld) {
    this.tabId = tabId
    this.#world = world
    this.#summary = this.#summarize()
    this.#socket = new RunSocket({
      url: world.url,
      onFrame: (frame) => {
        this.#heardAt = world.now()
        this.#pending.push({ frame, at: this.#heardAt })
        this.#schedule()
      },
      onConnected: (is) => {
        if (this.#isConnected === is) return
        this.#isConnected = is
        this.#tellRun()
      },
      greet: () => this.#greeting(),
      isNeeded: () => isGoingOn(this.#state),
    })
  }

  subscribe(key: string, listener: () => void): () => void {
    const some = this.#listeners.get(key) ?? new Set()
    this.#listeners.set(key, some)
    some.add(listener)
    return () => {
      some.delete(listener)
      if (some.size === 0 && this.#listeners.get(key) === some) this.#listeners.delete(key)
    }
  }

  get summary(): RunSummary {
    return this.#summary
  }
  /** Changes with every change of the curves. */
  get version(): number {
    return this.#version
  }
  get curves() {
    return this.#state.curves
  }
  get log() {
    return this.#state.log
  }
  boxRun(id: string) {
    return this.#state.boxes.get(id) ?? IDLE
  }
  /** How well a gradient comes back through an output; undefined where none was asked for. */
  healthOf(boxId: string, port: string): Health | undefined {
    return this.#health.get(`${boxId}\u0000${port}`)
  }

  /** Starts a run of the graph; one that goes on in this tab ends. Returns the id of the run. */
  start(graph: WireGraph, options: RunOptions, { graphId = this.tabId, changed }: StartOptions = {}): string {
    const runId = `web-${randomKey()}`
    const frame = executeFrame(graph, options, { runId, graphId, changed })
    const boxIds = graph.nodes.filter(({ type }) => type !== 'note').map(({ id }) => id)
    this.#graph = graph
    this.#flags = { isRecorded: frame.record_outputs, isBackward: options.isBackward }
    this.#begin(beginRun(runId, boxIds, this.#world.now()), frame)
    this.#world.remember(this.tabId, runId)
    return runId
  }

  /** Follows a run that was started before this page was there. */
  attach(runId: string): void {
    this.#graph = undefined
    // What it recorded is found out by asking for it.
    this.#flags = { isRecorded: true, isBackward: true }
    this.#begin(beginRun(runId, [], undefined), undefined)
  }

  #begin(state: RunState, asked: object | undefined): void {
    const before = this.#state
    this.#state = state
    this.#pending = []
    this.#problems = []
    this.#health = new Map()
    this.#asked = asked
    this.#isSent = asked === undefined
    this.#heardAt = this.#world.now()
    this.#tellRun()
    this.#tellCurves()
    this.#tell('log')
    this.#tell('health')
    this.#tellBoxes(new Set([...before.boxes.keys(), ...state.boxes.keys()]))
    this.#watch()
    const first = this.#greeting()
    if (!first || this.#socket.say(first)) return
    this.#isSent = asked === undefined
    this.#socket.open()
  }

  stop(): void {
    if (!isGoingOn(this.#state)) return
    const runId = this.#state.runId!
    if (!this.#socket.say({ action: 'cancel', run_id: runId })) this.#end('cancelled', undefined)
  }

  close(): void {
    clearInterval(this.#watchdog)
    clearTimeout(this.#curvesDue)
    this.#socket.close()
  }

  #greeting(): object | undefined {
    if (!isGoingOn(this.#state)) return undefined
    if (!this.#isSent) {
      this.#isSent = true
      return this.#asked
    }
    return { action: 'attach', run_id: this.#state.runId, cursor: this.#state.cursor }
  }

  #schedule(): void {
    if (this.#isScheduled) return
    this.#isScheduled = true
    this.#world.schedule(() => {
      this.#isScheduled = false
      this.#flush()
    })
  }

  /** Takes everything that has come since the last drawn frame, then tells once who looks at what has changed. */
  #flush(): void {
    const frames = this.#pending
    this.#pending = []
    const changes = noChanges()
    const wasGoingOn = isGoingOn(this.#state)
    for (const { frame, at: now } of frames) {
      if (frame.run_id !== undefined && frame.run_id !== this.#state.runId) continue
      if (frame.type === 'attached') this.#replayUntil = now + REPLAY_MS
      else if (frame.type === 'error') this.#hearError(frame, changes)
      else if (frame.type === 'execution_error' && frame.rejected) {
        endRun(this.#state, 'failed', frame.error, changes, now)
      } else takeFrame(this.#state, frame, changes, { now, isReplay: now < this.#replayUntil })
      if (frame.type === 'execution_start') this.#asked = undefined
    }
    this.#tellChanges(changes)
    if (wasGoingOn && !isGoingOn(this.#state)) this.#ended()
  }

  #hearError({ error = '' }: RunFrame, changes: Changes): void {
    if (!isGoingOn(this.#state)) return
    // The connection was lost before the server had heard of the run: it is told again.
    if (/^run .* not found$/.test(error) && this.#asked && this.#state.cursor === 0) {
      this.#socket.say(this.#asked)
      return
    }
    endRun(this.#state, 'interrupted', error, changes, this.#world.now())
  }

  #end(status: RunStatus, error: string | undefined): void {
    const changes = noChanges()
    endRun(this.#state, status, error, changes, this.#world.now())
    this.#tellChanges(changes)
    this.#ended()
  }

  #tellChanges(changes: Changes): void {
    this.#tellBoxes(changes.boxes)
    if (changes.hasCurves) {
      this.#curvesDue ??= setTimeout(() => this.#tellCurves(), CURVES_MS)
    }
    if (changes.hasLog) this.#tell('log')
    if (changes.isRun) this.#tellRun()
  }

  #tellBoxes(ids: ReadonlySet<string>): void {
    if (ids.size === 0) return
    for (const id of ids) this.#tell(`box:${id}`)
    this.#tell('boxes')
  }

  /** A run can end without a word: with the server that it ran on. */
  #watch(): void {
    clearInterval(this.#watchdog)
    this.#watchdog = setInterval(() => {
      if (!isGoingOn(this.#state)) return clearInterval(this.#watchdog)
      if (this.#isConnected && this.#world.now() - this.#heardAt > QUIET_MS) void this.#askBooks()
    }, 1000)
  }

  async #askBooks(): Promise<void> {
    const { runId } = this.#state
    this.#heardAt = this.#world.now()
    const run = await this.#world.getRun(runId!).catch(() => undefined)
    if (!run || this.#state.runId !== runId || this.#pending.length > 0) return
    if (run.status !== 'queued' && run.status !== 'running') this.#end(run.status, run.error ?? undefined)
  }

  #ended(): void {
    clearInterval(this.#watchdog)
    if (this.#curvesDue) this.#tellCurves()
    this.#problems = [...this.#state.boxes].flatMap(([boxId, { error }]) =>
      error === undefined ? [] : [{ boxId, message: error }],
    )
    this.#tellRun()
    if (this.#state.status === 'failed' && this.#problems.length === 0) void this.#findProblems()
    if (this.#flags.isBackward && this.#state.status === 'succeeded') void this.#readHealth()
  }

  async #findProblems(): Promise<void> {
    const { runId, error = '' } = this.#state
    const found = this.#graph ? await this.#world.validate(this.#graph).catch(() => []) : []
    if (this.#state.runId !== runId) return
    this.#problems = found.length > 0 ? found : error.split('; ').map((message) => ({ message }))
    const culprits = this.#problems.flatMap(({ boxId, message }) =>
      boxId ? [[boxId, message] as const] : [],
    )
    for (const [id, message] of culprits) this.#state.boxes.set(id, { status: 'error', error: message })
    this.#tellBoxes(new Set(culprits.map(([id]) => id)))
    this.#tellRun()
  }

  async #readHealth(): Promise<void> {
    const runId = this.#state.runId!
    const gradients = await this.#world.listGradients(runId).catch(() => [])
    if (this.#state.runId !== runId) return
    this.#health = new Map(
      gradients
        .filter(({ kind }) => kind === 'port')
        .map(({ node_id, port, health }) => [`${node_id}\u0000${port}`, health]),
    )
    this.#tell('health')
  }

  #tellCurves(): void {
    clearTimeout(this.#curvesDue)
    this.#curvesDue = undefined
    this.#version++
    this.#tell('curves')
  }

  #tellRun(): void {
    this.#summary = this.#summarize()
    this.#tell('run')
  }

  #summarize(): RunSummary {
    const { runId, status, error, startedAt, endedAt } = this.#state
    return {
      runId,
      status,
      error,
      startedAt,
      endedAt,
      isGoingOn: isGoingOn(this.#state),
      isConnected: this.#isConnected,
      ...this.#flags,
      problems: this.#problems,
      unreached: countUnreached(this.#state),
    }
  }

  #tell(key: string): void {
    for (const listener of this.#listeners.get(key) ?? []) listener()
  }
}

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addProgress, newCurves } from '../../src/features/studio/run/curves.ts'
import { boxOfError, explainError } from '../../src/features/studio/run/explain-error.ts'
import { downstreamOf, type RunFrame, USUAL_OPTIONS } from '../../src/features/studio/run/frames.ts'
import { RunSession, type RunWorld } from '../../src/features/studio/run/run-session.ts'
import { beginRun, countUnreached, noChanges, takeFrame } from '../../src/features/studio/run/run-state.ts'

const status = (cursor: number, node_id: string, status: string, more = {}): RunFrame => ({
  type: 'node_status',
  run_id: 'r',
  cursor,
  node_id,
  status,
  ...more,
})

function play(frames: RunFrame[], boxes = ['a', 'b', 'c']) {
  const state = beginRun('r', boxes, 0)
  const changes = noChanges()
  for (const [at, frame] of frames.entries()) {
    takeFrame(state, frame, changes, { now: at * 10, isReplay: false })
  }
  return { state, changes }
}

test('frames become how each box stands, once each, and what waited when it ended did not run', () => {
  const output_summary = {
    tensor: { type: 'tensor', shape: [2, 3], dtype: 'torch.float32', min: -1, max: 2.5 },
  }
  const frames = [
    { type: 'execution_start', cursor: 1 },
    status(2, 'a', 'running'),
    status(3, 'a', 'completed', { output_summary, log: 'hello' }),
    status(3, 'a', 'running'),
    status(4, 'b', 'running'),
    status(5, 'b', 'error', { error: 'no' }),
    { type: 'execution_error', cursor: 6, error: 'Node b (Add): no' },
    status(7, 'c', 'running'),
  ]
  const { state, changes } = play(frames.slice(0, 7))
  assert.deepEqual(state.boxes.get('a'), {
    status: 'completed',
    durationMs: 10,
    summary: output_summary,
    note: 'float32 [2, 3] · -1 … 2.5',
  })
  assert.deepEqual(state.boxes.get('b'), { status: 'error', error: 'no', durationMs: 10 })
  assert.equal(state.boxes.get('c')?.status, 'idle')
  assert.deepEqual([state.status, state.error], ['failed', 'Node b (Add): no'])
  assert.deepEqual(state.log, [{ key: 0, boxId: 'a', text: 'hello' }])
  assert.deepEqual([...changes.boxes].sort(), ['a', 'b', 'c'])
})

test('what a run that succeeded did not come to is told of', () => {
  const frames = [
    { type: 'execution_start', cursor: 1 },
    status(2, 'a', 'completed'),
    { type: 'execution_complete', cursor: 3 },
  ]
  const { state } = play(frames)
  assert.deepEqual(
    [...state.boxes].map(([id, { status }]) => [id, status]),
    [
      ['a', 'completed'],
      ['b', 'unreached'],
      ['c', 'unreached'],
    ],
  )
  assert.equal(countUnreached(state), 2)
})

test('the curves of a training grow by its epochs, replayed ones included, and stay bounded', () => {
  const config = { event: 'config', config: { epochs: 3, optimizer: 'Adam' } }
  const epoch = (n: number, loss: number, more = {}) => ({
    event: 'epoch',
    epoch: n,
    total_epochs: 3,
    loss,
    losses: [],
    lr: 0.1,
    ...more,
  })
  let curves = addProgress(newCurves(), config)
  for (const one of [
    epoch(1, 3),
    epoch(2, 2, { val_loss: 2.5 }),
    epoch(2, 2, { val_loss: 2.5 }),
    epoch(3, 1),
  ]) {
    curves = addProgress(curves, one)
  }
  assert.deepEqual(curves.x, [1, 2, 3])
  assert.deepEqual(Object.fromEntries(curves.series), {
    loss: [3, 2, 1],
    lr: [0.1, 0.1, 0.1],
    val_loss: [null, 2.5],
  })
  assert.equal(curves.total, 3)
  for (let n = 4; n < 9000; n++) curves = addProgress(curves, epoch(n, 1 / n))
  assert.ok(curves.x.length <= 2000)
  assert.equal(curves.x.at(-1), 8999)
  assert.equal(curves.series.get('loss')?.length, curves.x.length)
})

test('a run from a box on takes everything after it along, and triggers lead nowhere', () => {
  const wire = (source: string, target: string, type = 'data') => ({
    id: source + target,
    source,
    target,
    type,
  })
  const edges = [wire('a', 'b'), wire('b', 'c'), wire('a', 'd'), wire('b', 'x', 'trigger'), wire('c', 'b')]
  assert.deepEqual(downstreamOf(edges, 'b').sort(), ['b', 'c'])
})

test('errors are told in words that say what to do', () => {
  const linear = explainError('Node b (Linear): cannot multiply matrices [2, 3] and [2, 5]')
  assert.match(linear.hint, /in_features to 3/)
  const narrow = explainError('Node b (Linear): weights [2, 5] are not for [2, 3]')
  assert.match(narrow.hint ?? '', /set in_features to 3 \(its weights are 5 × 2 now\)/)
  assert.match(explainError("Missing required input 'tensor_a' on node a (Add)").title, /“tensor_a”/)
  assert.match(explainError('Graph has no entry points. Add a Start node …').hint, /Start box/)
  assert.match(
    explainError('Node c (Conv2d): weights [32, 1, 3, 3] in 1 groups do not fit an input [1, 3, 8, 8]').hint,
    /has 3\. Set in_channels/,
  )
  assert.equal(explainError('Node c (Thing): something else').title, 'Something else')
  const isBox = (id: string) => id === 'conv1'
  assert.equal(boxOfError("Missing required input 'x' on node conv1 (Conv2d)", isBox), 'conv1')
  assert.equal(boxOfError('Node other (Conv2d): x', isBox), undefined)
})

/** A socket that a test speaks through. */
class Line {
  static all: Line[] = []
  static OPEN = 1
  readyState = 0
  sent: Record<string, unknown>[] = []
  onopen?: () => void
  onclose?: () => void
  onmessage?: (event: { data: string }) => void
  constructor() {
    Line.all.push(this)
  }
  send(text: string) {
    this.sent.push(JSON.parse(text))
  }
  open() {
    this.readyState = 1
    this.onopen?.()
  }
  hear(frame: object) {
    this.onmessage?.({ data: JSON.stringify(frame) })
  }
  close() {
    this.readyState = 3
    this.onclose?.()
  }
}

test('a session goes on over a lost connection from where it was, and asks the books when nothing comes', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout', 'setInterval'] })
  const real = globalThis.WebSocket
  globalThis.WebSocket = Line as never
  t.after(() => {
    globalThis.WebSocket = real
  })
  let now = 0
  let draw: (() => void) | undefined
  let draws = 0
  const world: RunWorld = {
    url: 'ws://nowhere',
    getRun: async () => ({ status: 'interrupted', error: 'the server stopped while it ran' }),
    validate: async () => [],
    listGradients: async () => [],
    schedule: (work) => {
      draws++
      draw = work
    },
    now: () => now,
    remember: () => {},
  }
  const session = new RunSession('tab', world)
  const seen: string[] = []
  for (const key of ['run', 'box:a', 'box:b']) session.subscribe(key, () => seen.push(key))
  const graph = { nodes: [{ id: 'a', type: 'X' }], edges: [] }
  const run_id = session.start(graph, USUAL_OPTIONS)
  const [first] = Line.all
  // Lost before the server heard of it: attached first, and told again when the server knows nothing.
  first!.open()
  assert.equal(first!.sent[0]!.action, 'execute')
  first!.close()
  t.mock.timers.tick(300)
  const second = Line.all[1]!
  second.open()
  assert.deepEqual(second.sent[0], { action: 'attach', run_id, cursor: 0 })
  second.hear({ type: 'error', error: `run '${run_id}' not found` })
  draw!()
  assert.equal(second.sent[1]!.action, 'execute')
  // A hundred frames are one drawing, and only who looks at the box is told.
  draws = 0
  seen.length = 0
  second.hear({ type: 'execution_start', run_id, cursor: 1 })
  for (let cursor = 2; cursor < 102; cursor++) {
    second.hear({
      ...status(cursor, 'a', 'progress', { progress: { event: 'epoch', epoch: cursor } }),
      run_id,
    })
  }
  assert.equal(draws, 1)
  draw!()
  assert.deepEqual(seen, ['box:a', 'run'])
  second.close()
  assert.equal(session.summary.isConnected, false)
  t.mock.timers.tick(300)
  const third = Line.all[2]!
  third.open()
  assert.deepEqual(third.sent[0], { action: 'attach', run_id, cursor: 101 })
  now = 10_000
  t.mock.timers.tick(1000)
  await new Promise(setImmediate)
  assert.deepEqual(
    [session.summary.status, session.summary.error, session.boxRun('a').status],
    ['interrupted', 'the server stopped while it ran', 'idle'],
  )
})

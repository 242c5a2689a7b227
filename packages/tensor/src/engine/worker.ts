/** The thread that computes: it owns the sessions and the cells, and does one thing at a time. */
import { parentPort, workerData } from 'node:worker_threads'
import { allocate, type HostArray } from '../graph/dtype.ts'
import { sizeOf } from '../graph/shape.ts'
import { fillRandom } from '../random/fill-random.ts'
import { CellStore } from './cell-store.ts'
import { Arena } from './fusion/arena.ts'
import { Scratch } from './fusion/scratch.ts'
import { Updater } from './fusion/updater.ts'
import { listen } from './listen.ts'
import type { Reply, Request, Slot, WorkerSettings } from './messages.ts'
import { insideNativeSync } from './native-gate.ts'
import { Program, type Shared } from './program.ts'
import { LARGE, ResultPool } from './result-pool.ts'
import { elementsOf, newTensor } from './runtime-tensor.ts'
import { openSession, withFrozen } from './session.ts'
import { findRefusal, withUnread } from './unread.ts'

const { threads } = workerData as WorkerSettings
const port = parentPort!
const programs = new Map<number, Program | Error>()
const arena = new Arena()
const cells = new CellStore(arena)
const shared: Shared = {
  cells,
  arena,
  scratch: new Scratch(arena),
  updater: new Updater(arena),
  results: new ResultPool(),
}

let known: { refusal: string | undefined } | undefined

function findRefusalOnce(): string | undefined {
  known ??= { refusal: findRefusal() }
  return known.refusal
}

const bytesOf = (slots: readonly Slot[]) => slots.reduce((sum, { shape }) => sum + 4 * sizeOf(shape), 0)

function load({ program, model, ...source }: Request & { kind: 'load' }): void {
  try {
    const frozen = source.frozen.map((slot) => ({
      ...slot,
      data: cells.get(slot.cell).tensor.data as HostArray,
    }))
    const whole = model && withFrozen(model, frozen)
    const refusal = bytesOf(source.outputs) < LARGE ? undefined : findRefusalOnce()
    const session = whole && openSession(refusal === undefined ? whole : withUnread(whole), threads)
    programs.set(program, new Program(session, { model, ...source }, shared, refusal))
  } catch (error) {
    programs.set(program, error as Error)
  }
}

/** Answers, and gives what is left to do. */
function run({ run, program: id, ...request }: Request & { kind: 'run' }): () => void {
  const program = programs.get(id)!
  if (program instanceof Error) throw program
  const { outcome, finish } = program.run(request)
  reply({ run, ...outcome })
  return finish
}

function put({ run, cell, dtype, shape, feed }: Request & { kind: 'put' }): void {
  if (typeof feed === 'number') throw new Error('a cell is not put into another')
  if (ArrayBuffer.isView(feed)) {
    // Whoever shares memory may write there again.
    const own = feed.buffer instanceof SharedArrayBuffer ? feed.slice() : feed
    cells.put(cell, newTensor(dtype, shape, own))
  } else {
    const data = allocate(dtype, sizeOf(shape))
    fillRandom(data, feed.fill, feed.key)
    cells.put(cell, newTensor(dtype, shape, data))
  }
  reply({ run, results: [], timing: IDLE })
}

function copy({ run, cells: wanted }: Request & { kind: 'copy' }): void {
  reply({
    run,
    results: wanted.map((cell) => elementsOf(cells.get(cell).tensor).slice()),
    timing: IDLE,
  })
}

const IDLE = { computing: 0, around: 0 }

function reply(message: Reply): void {
  const buffers = 'results' in message ? message.results.map(({ buffer }) => buffer) : []
  port.postMessage(
    message,
    buffers.filter((buffer) => buffer instanceof ArrayBuffer),
  )
}

function handle(request: Exclude<Request, { kind: 'end' }>): void {
  let finish: (() => void) | undefined
  try {
    if (request.kind === 'run') finish = run(request)
    else if (request.kind === 'load') load(request)
    else if (request.kind === 'put') put(request)
    else if (request.kind === 'copy') copy(request)
    else if (request.kind === 'takeBack') for (const one of request.memory) shared.results.takeBack(one)
    else if (request.kind === 'drop') cells.drop(request.cell)
    else {
      const program = programs.get(request.program)
      programs.delete(request.program)
      if (program instanceof Program) program.session?.dispose()
    }
  } catch (error) {
    if ('run' in request) reply({ run: request.run, error: (error as Error).message })
    else throw error
  }
  // Whoever asked has been answered: should this fail after all, the worker does.
  finish?.()
}

listen<Request>(port, (request) => {
  // A thread that is interrupted inside a native library takes the process with it: it ends itself, here.
  if (request.kind === 'end') process.exit(0)
  insideNativeSync(() => handle(request))
})

/** The thread that computes: it owns the sessions and the cells, and does one thing at a time. */
import { parentPort, workerData } from 'node:worker_threads'
import ort from 'onnxruntime-node'
import { allocate, type Dtype, type HostArray } from '../graph/dtype.ts'
import { type Shape, sizeOf } from '../graph/shape.ts'
import { fillRandom } from '../random/fill-random.ts'
import type { Feed, Reply, Request, Slot, WorkerSettings } from './messages.ts'

interface Program {
  session: ort.InferenceSession
  inputs: Slot[]
  outputs: Slot[]
  /** Reused from run to run, so that a step makes no garbage. */
  feeds: Record<string, ort.Tensor>
  fetches: Record<string, ort.Tensor>
}

interface Held {
  tensor: ort.Tensor
  /** Where the next content is written, while the present one is still being read. */
  spare?: ort.Tensor
}

const { threads } = workerData as WorkerSettings
const port = parentPort!
const programs = new Map<number, Program | Error>()
const cells = new Map<number, Held>()

function newTensor(dtype: Dtype, shape: Shape, data = allocate(dtype, sizeOf(shape))): ort.Tensor {
  const tensor = new ort.Tensor(dtype, data as Float32Array, shape as number[])
  // The native side knows no Float16Array, only the same bits as integers.
  if (data instanceof Float16Array) {
    const bits = new Uint16Array(data.buffer, data.byteOffset, data.length)
    Object.defineProperty(tensor, 'data', { value: bits })
  }
  return tensor
}

async function load({ program, model, inputs, outputs }: Request & { kind: 'load' }): Promise<void> {
  try {
    const session = await ort.InferenceSession.create(model, {
      intraOpNumThreads: threads,
      interOpNumThreads: 1,
      graphOptimizationLevel: 'all',
      logSeverityLevel: 3,
      // Spinning threads fight each other where processors are shared.
      extra: { session: { 'intra_op.allow_spinning': '0', set_denormal_as_zero: '1' } },
    })
    programs.set(program, { session, inputs, outputs, feeds: {}, fetches: {} })
  } catch (error) {
    programs.set(program, error as Error)
  }
}

function resolve(feed: Feed, dtype: Dtype, shape: Shape): ort.Tensor {
  if (typeof feed === 'number') {
    const held = cells.get(feed)
    if (!held) throw new Error(`nothing was stored in cell ${feed}`)
    return held.tensor
  }
  if (ArrayBuffer.isView(feed)) return newTensor(dtype, shape, feed)
  const data = allocate(dtype, sizeOf(shape))
  fillRandom(data, feed.fill, feed.key)
  return newTensor(dtype, shape, data)
}

async function run({ run, program: id, feeds, outputs }: Request & { kind: 'run' }): Promise<void> {
  const start = performance.now()
  const program = programs.get(id)!
  if (program instanceof Error) throw program
  for (const [i, { name, dtype, shape }] of program.inputs.entries()) {
    program.feeds[name] = resolve(feeds[i]!, dtype, shape)
  }
  const results: HostArray[] = []
  for (const [i, { name, dtype, shape }] of program.outputs.entries()) {
    if (outputs[i] === 0) {
      const data = allocate(dtype, sizeOf(shape))
      results.push(data)
      program.fetches[name] = newTensor(dtype, shape, data)
    } else program.fetches[name] = cells.get(outputs[i]!)?.spare ?? newTensor(dtype, shape)
  }
  const before = performance.now()
  await program.session.run(program.feeds, program.fetches)
  const after = performance.now()
  for (const [i, { name }] of program.outputs.entries()) {
    const cell = outputs[i]!
    if (cell === 0) continue
    const held = cells.get(cell)
    const tensor = program.fetches[name]!
    cells.set(cell, held ? { tensor, spare: held.tensor } : { tensor })
  }
  const around = before - start + (performance.now() - after)
  reply({ run, results, timing: { computing: (after - before) * 1000, around: around * 1000 } })
}

function reply(message: Reply): void {
  const buffers = 'results' in message ? message.results.map(({ buffer }) => buffer as ArrayBuffer) : []
  port.postMessage(message, buffers)
}

async function handle(request: Request): Promise<void> {
  try {
    if (request.kind === 'run') await run(request)
    else if (request.kind === 'load') await load(request)
    else if (request.kind === 'put') {
      const { run, cell, dtype, shape, feed } = request
      cells.set(cell, { tensor: resolve(feed, dtype, shape) })
      reply({ run, results: [], timing: { computing: 0, around: 0 } })
    } else if (request.kind === 'drop') cells.delete(request.cell)
    else {
      const program = programs.get(request.program)
      programs.delete(request.program)
      if (program && !(program instanceof Error)) await program.session.release()
    }
  } catch (error) {
    if ('run' in request) reply({ run: request.run, error: (error as Error).message })
    else throw error
  }
}

let last: Promise<void> = Promise.resolve()
port.on('message', (request: Request) => {
  last = last.then(() => handle(request))
})

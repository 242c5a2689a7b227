// Asks two models at once for answers that are known, many at a time and in batches of all sizes, and wants
// no wrong and no swapped one.
import { type OnnxModel, writeOnnx } from '@nodeyard/tensor/formats'
import { isMain, readArguments } from './lib/arguments.ts'
import { ask, type Connection, push } from './lib/push.ts'
import { randomFrom } from './lib/random.ts'
import { makeDataFolder, removeFolder, startServerProcess } from './lib/server-process.ts'

const WIDTH = 4

/** y = x · scale + shift, row by row: small whole numbers, so that float32 is exact. */
function affine(scale: number, shift: number): OnnxModel {
  const scalar = (value: number) => ({ dtype: 'float32' as const, shape: [], data: Float32Array.of(value) })
  const port = (name: string) => ({ name, dtype: 'float32' as const, shape: ['batch', WIDTH] })
  return {
    opset: 17,
    irVersion: 8,
    graph: {
      inputs: [port('x')],
      outputs: [port('y')],
      initializers: { scale: scalar(scale), shift: scalar(shift) },
      operations: [
        { type: 'Mul', inputs: ['x', 'scale'], outputs: ['scaled'] },
        { type: 'Add', inputs: ['scaled', 'shift'], outputs: ['y'] },
      ],
    },
  }
}

const MODELS = [
  { name: 'triple', scale: 3, shift: 1 },
  { name: 'opposite', scale: -1, shift: 7 },
]

/** Sends `count` invocations, `concurrency` at a time; throws at the first wrong answer. */
export async function invokeMany(
  to: Connection,
  count: number,
  seed: number,
  concurrency = 64,
): Promise<void> {
  const random = randomFrom(seed)
  const deployments = await Promise.all(
    MODELS.map(async ({ name, scale, shift }) => {
      await push(to, {
        org: 'admin',
        name,
        version: '1.0.0',
        files: { 'model.onnx': writeOnnx(affine(scale, shift)) },
      })
      return (await ask<{ id: string }>(to, 'POST', '/v1/deployments', { model: `admin/${name}` })).id
    }),
  )
  let sent = 0
  const lane = async () => {
    while (sent < count) {
      const id = sent++
      const which = Math.floor(random() * MODELS.length)
      const rows = 1 + Math.floor(random() * 3)
      const x = Array.from({ length: rows }, (_row, row) =>
        Array.from({ length: WIDTH }, (_column, column) => id + row * 1000 + column),
      )
      const { output } = await ask<{ output: { y: number[][] } }>(
        to,
        'POST',
        `/v1/deployments/${deployments[which]}/invoke`,
        {
          input: { x },
        },
      )
      const { scale, shift } = MODELS[which]!
      const wanted = JSON.stringify(x.map((row) => row.map((value) => Math.fround(value * scale + shift))))
      if (JSON.stringify(output.y) !== wanted) {
        throw new Error(`invocation ${id}: wanted ${wanted}, got ${JSON.stringify(output.y)}`)
      }
    }
  }
  await Promise.all(Array.from({ length: concurrency }, lane))
}

if (isMain('invocations')) {
  const { rounds, seed } = readArguments({ rounds: 100_000 })
  const folder = await makeDataFolder()
  const server = await startServerProcess(folder)
  await invokeMany(server, rounds, seed)
  await server.stop()
  await removeFolder(folder)
  console.log(`${rounds} invocations of two models: every answer right`)
}

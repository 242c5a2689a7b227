import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { writeOnnx } from '@nodeyard/tensor/formats'
import { push } from '../../../../soak/lib/push.ts'
import type { TestServer } from '../start-server.ts'

/** An ONNX model from float32 `x` [batch, 2] to `y` = x · scale. */
export function scaleBy(scale: number): Uint8Array {
  const port = (name: string) => ({ name, dtype: 'float32' as const, shape: ['batch', 2] })
  return writeOnnx({
    opset: 17,
    irVersion: 8,
    graph: {
      inputs: [port('x')],
      outputs: [port('y')],
      initializers: { scale: { dtype: 'float32', shape: [], data: Float32Array.of(scale) } },
      operations: [{ type: 'Mul', inputs: ['x', 'scale'], outputs: ['y'] }],
    },
  })
}

/** A model that no runtime can load. */
export function brokenOnnx(): Uint8Array {
  const port = (name: string) => ({ name, dtype: 'float32' as const, shape: ['batch', 2] })
  const operations = [{ type: 'NoSuchOperator', inputs: ['x'], outputs: ['y'] }]
  return writeOnnx({
    opset: 17,
    irVersion: 8,
    graph: { inputs: [port('x')], outputs: [port('y')], operations },
  })
}

/** Pushes a version of `admin/scale` (or another name) that multiplies. */
export function pushScale(
  server: TestServer,
  version: string,
  scale: number,
  { org = 'admin', name = 'scale' } = {},
) {
  return push(server, { org, name, version, files: { 'model.onnx': scaleBy(scale) } })
}

/** Deploys, and wants it to be taken. */
export async function deploy(server: TestServer, model: string, settings: object = {}, key?: string) {
  const { status, body } = await server.call('/v1/deployments', { model, ...settings }, key ? { key } : {})
  assert.equal(status, 201, JSON.stringify(body))
  return body as { id: string; status: string; [name: string]: unknown }
}

/** Invokes a deployment of `scaleBy` with one row. */
export function scale(server: TestServer, id: string, row: [number, number], key?: string) {
  return server.call(`/v1/deployments/${id}/invoke`, { input: { x: [row] } }, key ? { key } : {})
}

/** Asks until the answer is as wanted; fails with the last one after a long while. */
export async function until<T>(ask: () => Promise<T>, isWanted: (answer: T) => boolean): Promise<T> {
  const deadline = Date.now() + 20_000
  for (;;) {
    const answer = await ask()
    if (isWanted(answer)) return answer
    if (Date.now() > deadline) assert.fail(`still ${JSON.stringify(answer)}`)
    await sleep(50)
  }
}

export const untilStatus = (server: TestServer, id: string, status: string) =>
  until(
    async () => (await server.call(`/v1/deployments/${id}`)).body,
    (body) => body.status === status,
  )

/** Makes a model public, or private again. */
export async function setPublic(server: TestServer, name: string, isPublic: boolean): Promise<void> {
  const path = `/api/v1/org/admin/models/${name}/visibility`
  const { status } = await server.call(path, { is_public: isPublic }, { method: 'PATCH' })
  assert.equal(status, 200)
}

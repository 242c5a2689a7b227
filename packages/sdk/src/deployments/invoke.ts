import { writeSafetensors } from '@nodeyard/tensor/formats'
import type { Connection } from '../client.ts'
import { decodeTensor, type Nested, type Tensor, toWire, type WireTensor } from '../invoke/tensor.ts'

/** What an input of a model is given as: nested arrays, or elements in a row with their shape and type. */
export type InputValue = Nested | Tensor | WireTensor

export interface InvokeOptions {
  /** How long to wait, in milliseconds; the deployment's own limit at most. */
  timeoutMs?: number | undefined
  signal?: AbortSignal | undefined
}

export interface Invocation {
  id: string
  status: 'succeeded'
  /** In the form the inputs had: nested arrays, or tensors. */
  output: Record<string, Nested | Tensor>
  metrics: {
    /** Milliseconds waited for the model, and until it was loaded. */
    queue_ms: number
    cold_start_ms: number
    /** Milliseconds of the run, and how many rows it had, those of other requests included. */
    predict_ms: number
    batch_rows: number
  }
  logs_url: string
}

/** Beyond this many bytes of elements the inputs go as safetensors: the server takes 8 MiB of JSON. */
const MOST_JSON_ELEMENTS = 4 * 1024 * 1024

/**
 * Runs a deployed model on inputs of exactly the types and shapes it declares; one sample is a batch of one.
 *
 * @throws ApiError `validation_failed` saying which input is wrong and what was expected
 *
 * @example
 * const { output } = await invoke(yard, id, {
 *   image: { dtype: 'float32', shape: [1, 1, 28, 28], data: new Float32Array(784) },
 * })
 */
export async function invoke(
  server: Connection,
  id: string,
  inputs: Readonly<Record<string, InputValue>>,
  { timeoutMs, signal }: InvokeOptions = {},
): Promise<Invocation> {
  const path = `/v1/deployments/${encodeURIComponent(id)}/invoke`
  const init = { method: 'POST', ...bodyOf(inputs, timeoutMs), ...(signal ? { signal } : {}) }
  // What took too long once would again.
  const response = await server.fetch(path, init, { finalStatuses: [504] })
  const answer = (await response.json()) as WireInvocation
  const output = Object.entries(answer.output).map(([name, value]) => [name, decodeTensor(value)])
  return { ...answer, output: Object.fromEntries(output) }
}

interface WireInvocation extends Omit<Invocation, 'output'> {
  output: Record<string, Nested | WireTensor>
}

function bodyOf(inputs: Readonly<Record<string, InputValue>>, timeoutMs: number | undefined) {
  const tensors = Object.entries(inputs)
  const bytes = tensors.reduce((sum, [, value]) => sum + (isTyped(value) ? value.data.byteLength : 0), 0)
  const allTyped = tensors.every(([, value]) => isTyped(value))
  if (bytes > MOST_JSON_ELEMENTS && allTyped) {
    return {
      headers: { 'content-type': 'application/vnd.safetensors', accept: 'application/json' },
      body: writeSafetensors(inputs as Parameters<typeof writeSafetensors>[0]),
    }
  }
  const input = Object.fromEntries(
    tensors.map(([name, value]) => [name, isTyped(value) ? toWire(value) : value]),
  )
  return {
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ input, ...(timeoutMs === undefined ? {} : { timeout_ms: timeoutMs }) }),
  }
}

function isTyped(value: InputValue): value is Tensor & { data: ArrayBufferView } {
  return typeof value === 'object' && 'data' in value && ArrayBuffer.isView(value.data)
}

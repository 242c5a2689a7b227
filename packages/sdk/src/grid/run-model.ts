import type { Connection } from '../client.ts'
import { postGrid } from './grid-client.ts'

/**
 * Runs a model of a grid node on a tensor, or on an object of tensors by input name: nested arrays, or
 * `{shape, dtype, data}`.
 *
 * @returns the prediction in the same form
 */
export async function runGridModel(server: Connection, id: string, data: unknown): Promise<unknown> {
  const body = { encoding: 'utf-8', data: JSON.stringify(data) }
  const { prediction } = await postGrid<{ prediction: string }>(
    server,
    `/model/${encodeURIComponent(id)}`,
    body,
  )
  return JSON.parse(prediction)
}

import { openAsBlob } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Connection } from '../client.ts'
import { askGrid } from './grid-client.ts'

export interface ModelToServe {
  /** A file, or the model's bytes. */
  model: string | Uint8Array<ArrayBuffer>
  id: string
  allowDownload?: boolean
  allowInference?: boolean
}

/**
 * Hosts a model on a grid node: ONNX, TorchScript or a syft plan. A file is sent as it is read, however large.
 *
 * @throws ApiError when the id is taken or the bytes are no model
 */
export async function serveModel(
  server: Connection,
  { model, id, allowDownload = false, allowInference = true }: ModelToServe,
): Promise<{ id: string }> {
  if (typeof model === 'string' && !(await stat(model)).isFile()) throw new Error(`${model} is not a file`)
  const part = typeof model === 'string' ? await openAsBlob(model) : new Blob([model])
  await sendModel(server, part, typeof model === 'string' ? basename(model) : id, {
    model_id: id,
    allow_download: allowDownload ? 'True' : 'False',
    allow_remote_inference: allowInference ? 'True' : 'False',
  })
  return { id }
}

/** The fields first: a node can then refuse before gigabytes have been sent. */
export async function sendModel(
  server: Connection,
  part: Blob,
  filename: string,
  fields: Record<string, string>,
): Promise<void> {
  const form = new FormData()
  form.append('encoding', 'ISO-8859-1')
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  form.append('model', part, filename)
  await askGrid(server, '/serve-model', { method: 'POST', body: form })
}

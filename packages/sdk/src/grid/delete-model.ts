import type { Connection } from '../client.ts'
import { postGrid } from './grid-client.ts'

/** Stops hosting a model; the shares of an encrypted one are deleted wherever they are. */
export async function deleteGridModel(server: Connection, id: string): Promise<void> {
  await postGrid(server, '/delete-model', { model_id: id })
}

import type { Connection } from '../client.ts'
import { askGrid } from './grid-client.ts'

/** A model that can be asked for on a grid node. */
export interface GridModelSummary {
  id: string
  model_size: string
  allow_download: boolean
  allow_remote_inference: boolean
  /** Whether its weights are shares on other nodes. */
  mpc: boolean
}

export async function listGridModels(server: Connection): Promise<GridModelSummary[]> {
  return (await askGrid<{ models: GridModelSummary[] }>(server, '/detailed_models_list')).models
}

import type { StagedFile } from '../../blobs/blob-store.ts'
import type { VersionFile } from '../artifacts/versions.ts'
import type { Grid } from './grid.ts'

export async function unpackSyft(_grid: Grid, _file: StagedFile): Promise<VersionFile[]> {
  return []
}

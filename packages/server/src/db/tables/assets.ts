/** The marketplace's side of models and datasets: migrations 0009 and 0010. */
export interface AssetTables {
  artifact_star: { artifact_id: string; account_id: string; created_at: number }
  shard: ShardTable
}

export interface ShardTable {
  id: string
  artifact_id: string
  /** Its path in the dataset. */
  name: string
  split: string
  size: number
  /** Null while it arrives. */
  sha256: string | null
  upload_id: string | null
  rows: number | null
  /** JSON: column to {type, shape}. */
  fields: string | null
  created_by: string
  created_at: number
  updated_at: number
}

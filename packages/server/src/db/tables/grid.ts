import type { Generated } from 'kysely'
import type { Flag } from '../tables.ts'

/** What partners see of this server, and what it knows of them. */
export interface GridTables {
  grid_model: GridModelTable
  grid_deployment: { version_id: string; deployment_id: string }
  grid_partner: GridPartnerTable
  grid_share: GridShareTable
  grid_release: GridReleaseTable
}

export interface GridModelTable {
  id: string
  grid_id: string
  owner_id: string
  /** Null only inside the transaction that makes them, and for an encrypted model. */
  artifact_id: string | null
  version_id: string | null
  size: number
  allow_download: Flag
  allow_inference: Flag
  /** JSON of an encrypted model's manifest. */
  manifest: string | null
  created_at: number
  removed_at: number | null
}

export interface GridPartnerTable {
  kind: 'joined' | 'connected'
  id: string
  address: string
  account_id: string | null
  /** What it is asked with; never told to anybody. */
  node_key: string | null
  created_at: number
  /** When it was last asked whether it is there, and when it last said so. */
  checked_at: number | null
  reached_at: number | null
  error: string | null
}

export interface GridShareTable {
  id: string
  model_id: string
  part: number
  parts: number
  sha256: string
  size: number
  /** JSON array of `[name, shape]`. */
  tensors: string
  /** JSON of `[id, address]`. */
  provider: string
  token_hash: string
  account_id: string | null
  created_at: number
}

export interface GridReleaseTable {
  id: string
  address: string
  share_id: string
  token: string
  attempts: Generated<number>
  error: string | null
  created_at: number
  next_at: number
}

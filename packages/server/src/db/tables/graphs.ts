import type { Generated } from 'kysely'

export type RunStatus = 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled' | 'interrupted'
export type RunOrigin = 'canvas' | 'function' | 'app' | 'command'

export interface GraphTables {
  graph: { account_id: string; name: string; document: string; created_at: number; updated_at: number }
  graph_preset: { account_id: string; name: string; document: string; created_at: number }
  graph_run: GraphRunTable
  graph_run_event: { account_id: string; run_id: string; cursor: number; event: string }
  studio_plugin: { id: string; is_enabled: number; changed_at: number; abilities: Generated<string> }
  studio_upload: {
    kind: 'custom' | 'plugin'
    name: string
    sha256: string
    content: string
    uploaded_at: number
  }
  version_lineage: VersionLineageTable
  graph_app: GraphAppTable
  graph_app_version: GraphAppVersionTable
  graph_app_run: GraphAppRunTable
}

export interface GraphAppTable {
  account_id: string
  slug: string
  graph_name: string
  active_version: number | null
  record_io: number
  created_at: number
  updated_at: number
}

export interface GraphAppVersionTable {
  account_id: string
  slug: string
  version: number
  graph_name: string
  /** JSON of a `Graph` without presets. */
  document: string
  note: string | null
  git_commit: string | null
  git_dirty: number | null
  created_at: number
}

export interface GraphAppRunTable {
  account_id: string
  slug: string
  run_id: string
  version: number
  status: 'ok' | 'error'
  error_code: string | null
  error: string | null
  device: string
  key_id: string
  total_ms: number
  inputs: string
  outputs: string
  created_at: number
}

export interface GraphRunTable {
  id: string
  account_id: string
  graph_id: string
  graph_name: string
  origin: RunOrigin
  status: RunStatus
  /** JSON of a `RunRequest`. */
  request: string
  error: string | null
  /** JSON of a `RunSummary`. */
  summary: string | null
  server_id: string
  created_at: number
  started_at: number | null
  ended_at: number | null
  seen_at: number
}

/** Where a version that a graph made came from. */
export interface VersionLineageTable {
  version_id: string
  account_id: string
  run_id: string
  graph_name: string
  graph_digest: string
  graph_node: string | null
  seed: number
  /** JSON of `DataUsed[]`. */
  data: string
  created_at: number
}

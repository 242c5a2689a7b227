import type { Generated, GeneratedAlways } from 'kysely'
import type { AssetTables } from './tables/assets.ts'
import type { CommerceTables } from './tables/commerce.ts'
import type { EventsTables } from './tables/events.ts'
import type { GraphTables } from './tables/graphs.ts'
import type { GridTables } from './tables/grid.ts'
import type { MachinesTables } from './tables/machines.ts'
import type { OauthTables } from './tables/oauth.ts'

/**
 * The tables as TypeScript sees them, one interface each, in the order of the migrations.
 *
 * Times are milliseconds since 1970 UTC; `Flag` is 0 or 1; columns said to be JSON hold its text.
 */
export interface Tables
  extends AssetTables,
    CommerceTables,
    EventsTables,
    GraphTables,
    GridTables,
    MachinesTables,
    OauthTables {
  account: AccountTable
  member: MemberTable
  api_key: ApiKeyTable
  session: SessionTable
  device_login: DeviceLoginTable
  server_secret: { name: string; value: string; created_at: number }
  idempotency: IdempotencyTable
  artifact: ArtifactTable
  artifact_label: { artifact_id: string; label: 'tag' | 'task_category' | 'language'; value: string }
  version: VersionTable
  /** JSON array of `[file, name, dtype, shape]`. */
  version_tensors: { version_id: string; tensors: string }
  version_alias: { artifact_id: string; alias: string; version_id: string; created_at: number }
  blob: BlobTable
  version_file: VersionFileTable
  registration: RegistrationTable
  registration_blob: { registration_id: string; sha256: string }
  upload: UploadTable
  download: DownloadTable
  artifact_grant: ArtifactGrantTable
  deployment: DeploymentTable
  deployment_log: DeploymentLogTable
  deployment_minute: DeploymentMinuteTable
  job: JobTable
}

export type Flag = 0 | 1
export type Role = 'owner' | 'admin' | 'contributor' | 'reader'
export type KeyMode = 'test' | 'live'
export type ArtifactKind = 'model' | 'dataset'

export interface AccountTable {
  id: string
  kind: 'user' | 'org'
  slug: string
  name: string
  email: string | null
  password_hash: string | null
  is_admin: Generated<Flag>
  created_at: number
  updated_at: number
}

export interface MemberTable {
  org_id: string
  user_id: string
  role: Role
  created_at: number
}

export interface ApiKeyTable {
  id: string
  account_id: string
  mode: KeyMode
  name: string
  /** JSON array of scopes; `["*"]` is an unrestricted key. */
  scopes: string
  /** JSON map of `read`, `write` and `upload` to requests a minute, where they differ from the usual. */
  limits: string | null
  prefix: string
  secret_hash: string
  last4: string
  created_at: number
  expires_at: number | null
  last_used_at: number | null
  revoked_at: number | null
  /** The key that rotating this one made. */
  replaced_by: string | null
  /** The consent that an OAuth access token comes from. */
  authorization_id: Generated<string | null>
}

export interface SessionTable {
  token_hash: string
  account_id: string
  mode: Generated<KeyMode>
  created_at: number
  expires_at: number
}

export interface DeviceLoginTable {
  id: string
  device_hash: string
  user_code: string
  account_id: string | null
  created_at: number
  expires_at: number
  approved_at: number | null
  denied_at: number | null
  claimed_at: number | null
}

export interface IdempotencyTable {
  account_id: string
  key: string
  request_hash: string
  claim: string
  locked_until: number
  status: number | null
  headers: string | null
  body: string | null
  is_sealed: Generated<Flag>
  /** What its transactions have come to, one line each; sealed with the credential of the request. */
  journal: Generated<string | null>
  created_at: number
}

export interface ArtifactTable {
  id: string
  kind: ArtifactKind
  owner_id: string
  name: string
  is_public: Generated<Flag>
  is_paid: Generated<Flag>
  /** Where a priced listing of it is published; `live` when in both. */
  paid_mode: Generated<KeyMode | null>
  price_currency: Generated<string | null>
  price_amount: Generated<number | null>
  price_model: Generated<'one_time' | 'subscription' | 'usage' | null>
  change: Generated<number>
  latest_version_id: string | null
  version_count: Generated<number>
  summary: string | null
  search_text: Generated<string>
  framework: string | null
  format: string | null
  license: string | null
  task: string | null
  size_category: string | null
  file_size_bytes: Generated<number>
  row_count: number | null
  /** When the latest version was registered, and when it last changed: what lists show and sort by. */
  latest_created_at: number | null
  latest_updated_at: number | null
  download_count: Generated<number>
  star_count: Generated<number>
  /** The name as people write it, where somebody wrote one. */
  title: string | null
  /** JSON, `Declared` of domain/artifacts/assets. */
  declared: Generated<string>
  /** Counts artifacts in the order they were made. */
  number: Generated<number>
  /** How popular it is, 0 to 63. */
  score: Generated<number>
  /** Where that puts it in lists, the smallest first. */
  place: GeneratedAlways<number>
  /** The words it is found by; empty where nobody has looked yet. */
  search_words: Generated<string>
  created_at: number
  updated_at: number
}

export interface VersionTable {
  id: string
  artifact_id: string
  version: string
  major: number
  minor: number
  patch: number
  state: 'published' | 'yanked' | 'deleted'
  /** JSON: what the pusher said of this version (model.yaml or dataset.yaml). */
  manifest: string
  manifest_hash: string
  artifacts_hash: string
  file_size_bytes: number
  /** JSON: what the server read from the bytes themselves. */
  inspection: Generated<string>
  /** JSON map of name to number. */
  metrics: Generated<string>
  download_count: Generated<number>
  created_by: string
  created_at: number
  updated_at: number
  changelog: string | null
  /** The number of the version it was made from. */
  parent: string | null
  yanked_at: number | null
  yanked_reason: string | null
}

export interface VersionFileTable {
  version_id: string
  path: string
  sha256: string
  size: number
  split: string | null
  rows: number | null
}

export interface BlobTable {
  sha256: string
  size: number
  state: Generated<'awaited' | 'present' | 'deleting'>
  created_at: number
  touched_at: number
}

export interface RegistrationTable {
  id: string
  account_id: string
  artifact_kind: ArtifactKind
  owner_id: string
  name: string
  version: string
  body_hash: string
  /** JSON */
  manifest: string
  /** JSON array of {path, sha256, size}. */
  files: string
  version_id: string | null
  created_at: number
  expires_at: number
  /** JSON: changelog and parent of the version to be. */
  about: string | null
}

export interface UploadTable {
  id: string
  account_id: string
  owner_id: string
  sha256: string
  size: number
  completed_at: number | null
  created_at: number
  expires_at: number
}

export interface DownloadTable {
  id: string
  version_id: string
  account_id: string
  variant: string
  status: 'preparing' | 'ready' | 'failed'
  filename: string
  sha256: string | null
  error: string | null
  created_at: number
  expires_at: number
}

export interface ArtifactGrantTable {
  id: string
  account_id: string
  artifact_id: string
  created_at: number
  expires_at: number | null
  revoked_at: number | null
  mode: Generated<KeyMode>
  seller_id: Generated<string | null>
  listing_id: Generated<string | null>
  purchase_id: Generated<string | null>
  license: Generated<string | null>
  seats: Generated<number | null>
  revision_range: Generated<string>
  frozen_at: Generated<number | null>
  downloaded_at: Generated<number | null>
  change: Generated<number>
  logged_change: Generated<number>
  /** The grant as the log has it, signed: JSON, once it is logged. */
  document: Generated<string | null>
}

export interface DeploymentTable {
  id: string
  account_id: string
  mode: Generated<KeyMode>
  artifact_id: string
  version_id: string
  /** The version that is to take the place of `version_id` once it is loaded. */
  next_version_id: string | null
  runtime: string
  status: 'queued' | 'building' | 'starting' | 'ready' | 'scaled_to_zero' | 'updating' | 'failed' | 'stopped'
  error: string | null
  /** JSON */
  settings: string
  /** Milliseconds without an invocation until it sleeps; null never. */
  sleep_after_ms: number | null
  change: Generated<number>
  invoked_at: number | null
  created_at: number
  updated_at: number
  deleted_at: number | null
  /** Where it runs; null until a machine is known. */
  device_id: string | null
}

export interface DeploymentLogTable {
  id: string
  deployment_id: string
  at: number
  level: 'debug' | 'info' | 'warn' | 'error'
  replica: string | null
  invocation_id: string | null
  message: string
}

export interface DeploymentMinuteTable {
  deployment_id: string
  minute: number
  server_id: string
  requests: number
  errors: number
  /** JSON histogram */
  latency: string
  /** JSON histogram */
  batch_sizes: string
}

export interface JobTable {
  id: Generated<number>
  name: string
  payload: string
  job_key: string | null
  run_at: number
  attempts: Generated<number>
  error: string | null
  locked_at: number | null
}

import type { Logger } from 'pino'
import type { BlobStore } from './blobs/blob-store.ts'
import type { Config } from './config.ts'
import type { Database } from './db/database.ts'
import type { Attempts } from './domain/accounts/attempts.ts'
import type { KeyCheck } from './domain/accounts/key-check.ts'
import type { TensorDiffs } from './domain/artifacts/diff/tensor-diff.ts'
import type { Inspector } from './domain/artifacts/inspector.ts'
import type { Tables } from './domain/artifacts/tables/tables.ts'
import type { Commerce } from './domain/commerce/commerce.ts'
import type { Webhooks } from './domain/events/webhooks.ts'
import type { Studio } from './domain/graphs/studio.ts'
import type { Machines } from './domain/machines/machines.ts'
import type { Grid } from './domain/partners/grid.ts'
import type { Serving } from './domain/runtimes/serving.ts'
import type { Metrics } from './http/metrics.ts'
import type { RateLimits } from './http/rate-limits.ts'
import type { Signer } from './signer.ts'

/** What the server is made of. Routes and jobs are handed this; nothing reaches for globals. */
export interface Deps {
  config: Config
  database: Database
  blobs: BlobStore
  inspector: Inspector
  tables: Tables
  tensorDiffs: TensorDiffs
  serving: Serving
  grid: Grid
  machines: Machines
  studio: Studio
  commerce: Commerce
  keyCheck: KeyCheck
  limits: RateLimits
  attempts: Attempts
  signer: Signer
  webhooks: Webhooks
  metrics: Metrics
  log: Logger
}

import type { Network } from '../../addresses.ts'
import type { BlobStore } from '../../blobs/blob-store.ts'
import type { Database } from '../../db/database.ts'
import type { Attempts } from '../accounts/attempts.ts'
import type { KeyCheck } from '../accounts/key-check.ts'
import type { Inspector } from '../artifacts/inspector.ts'
import type { Serving } from '../runtimes/serving.ts'
import type { PartnerClient } from './partner-client.ts'

/** This server as a grid node: what the functions of the grid are handed. */
export interface Grid {
  /** What partners call it. */
  readonly id: string
  readonly role: 'node' | 'network'
  readonly auth: 'open' | 'key'
  /** Where partners may be beside the public internet. */
  readonly targets: { readonly allowLoopback: boolean; readonly networks: readonly Network[] }
  readonly database: Database
  readonly blobs: BlobStore
  readonly inspector: Inspector
  readonly serving: Serving
  readonly keyCheck: KeyCheck
  readonly attempts: Attempts
  readonly partnerClient: PartnerClient
}

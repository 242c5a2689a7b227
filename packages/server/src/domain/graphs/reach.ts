import type { BlobStore } from '../../blobs/blob-store.ts'
import type { Config } from '../../config.ts'
import type { Serving } from '../runtimes/serving.ts'

/** What graph nodes are given of the rest of the server. */
export interface Reach {
  serving: Serving
  blobs: BlobStore
  /** Whether graph nodes may call this machine itself. */
  allowLoopback: boolean
  /** Of the administrator's graphs, by name. */
  secrets: Readonly<Record<string, string | undefined>>
}

/** A server that only this machine can reach is its user's own: its graphs may call what else runs here. */
export const reachesLoopback = ({ host, publicUrl, allowsLoopbackTargets }: Config): boolean =>
  allowsLoopbackTargets || (publicUrl === undefined && ['127.0.0.1', 'localhost', '::1'].includes(host))

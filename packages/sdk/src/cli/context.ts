import type { Connection } from '../client.ts'
import type { Access } from './access.ts'
import type { Environment } from './profiles.ts'
import type { Progress } from './progress.ts'

/** What a command is handed beside its own arguments. */
export interface Context {
  /** The server, connected when first asked for. */
  readonly server: Connection
  /** Which server that is and whose key is used. */
  readonly access: Access
  /** The owner meant by a name without one: `--org`, the profile's, or the key's own account. */
  org(): Promise<string>
  progress: Progress
  /** Where bytes go that are no message: what `stream` fetches. Results are returned, not written here. */
  stdout: NodeJS.WritableStream
  environment: Environment
  /** Aborted by Ctrl-C. */
  signal: AbortSignal
  /** Whether a person is watching, who can be told to open a page. */
  isInteractive: boolean
}

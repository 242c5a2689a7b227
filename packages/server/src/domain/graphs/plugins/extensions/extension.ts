import type { GraphNodeKind } from '../../graph-node.ts'
import type { Ability } from '../manifest.ts'
import type { Problem } from '../worker/inside/place-of.ts'
import type { Workers } from '../worker/workers.ts'
import type { Found } from './find-extensions.ts'

/** A custom graph node or a plugin as it stands on this server. */
export interface Extension {
  found: Found
  isEnabled: boolean
  /** When it was switched last; null for one that never was. Milliseconds. */
  changedAt: number | null
  /** What it asks for and is let do; the rest of what it asks for it goes without. */
  granted: readonly Ability[]
  /** Where its code is run from, and its files are served from. */
  folder: string | undefined
  workers: Workers | undefined
  /** By the names that graphs call them. */
  kinds: ReadonlyMap<string, GraphNodeKind>
  problems: readonly Problem[]
}

/** What graphs put before the names of a plugin's kinds. */
export const prefixOf = (pluginId: string): string => pluginId.replaceAll('-', '_')

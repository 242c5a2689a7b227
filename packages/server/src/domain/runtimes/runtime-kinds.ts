import { readdir } from 'node:fs/promises'
import type { RuntimeKind } from './runtime.ts'

const FOLDER = new URL('./kinds/', import.meta.url)

/** Every runtime there is: the default exports of the files in `kinds/`, by name. */
export async function loadRuntimeKinds(): Promise<ReadonlyMap<string, RuntimeKind>> {
  const kinds = new Map<string, RuntimeKind>()
  for (const file of (await readdir(FOLDER)).sort()) {
    if (!file.endsWith('.ts')) continue
    const { default: kind } = (await import(new URL(file, FOLDER).href)) as { default: RuntimeKind }
    kinds.set(kind.name, kind)
  }
  return kinds
}

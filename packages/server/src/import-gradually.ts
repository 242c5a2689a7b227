import { readFileSync } from 'node:fs'
import { setImmediate } from 'node:timers/promises'

/** How long nobody else may have a turn. Milliseconds. */
const TURN_MS = 5

/** What a module needs before it runs, as far as it is ours; types are gone by then. */
const IMPORT = /^(?:import|export)\s(?!type\b)(?:[^'";]*?\sfrom\s)?\s*'(\.{1,2}\/[^']+|@nodeyard\/[^']+)'/gm

const begun = new Set<string>()
let turnBegan = 0

/**
 * Imports a module while the server goes on serving.
 *
 * `import` alone would load all that the module stands on in one go, and nobody would be answered meanwhile. Here
 * each of its files is imported by itself, in the same order, and what waits has its turn in between.
 */
export async function importGradually<Module>(url: string): Promise<Module> {
  for (const part of partsOf(url)) {
    if (performance.now() - turnBegan > TURN_MS) {
      await setImmediate()
      turnBegan = performance.now()
    }
    await import(part)
  }
  return import(url)
}

/** The files that a module is made of and that were not given before, each after those that it imports. */
function* partsOf(url: string): Generator<string> {
  if (begun.has(url)) return
  begun.add(url)
  for (const [, specifier = ''] of readFileSync(new URL(url), 'utf8').matchAll(IMPORT)) {
    yield* partsOf(specifier.startsWith('.') ? new URL(specifier, url).href : import.meta.resolve(specifier))
  }
  yield url
}

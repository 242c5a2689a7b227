import { stat } from 'node:fs/promises'
import { Fault } from '../../fault.ts'
import type { FileArea, RunFiles } from './run-context.ts'

/**
 * A file that a graph names: looked for in each area in turn, also when the area's own name comes first. What the
 * other world calls `data/samples/…` are the tables that ship with the examples.
 *
 * @throws Fault `not_found`, saying where to put it; `validation_failed` for a path that leads outside
 */
export async function findFile(files: RunFiles, name: string, areas: readonly FileArea[]): Promise<string> {
  if (name.trim() === '') throw new Fault('validation_failed', 'no file is named', { field: 'path' })
  const places = placesOf(files, name, areas)
  for (const path of places) {
    const found = await stat(path).catch(() => undefined)
    if (found?.isFile()) return path
  }
  throw new Fault('not_found', `there is no file "${name}": put it at ${places[0]}`, { path: places[0] })
}

/** Sizes and times of the files that a name may mean: text that changes when one of them does. */
export async function stampOf(files: RunFiles, name: string, areas: readonly FileArea[]): Promise<string> {
  if (name.trim() === '') return ''
  try {
    return (await Promise.all(placesOf(files, name, areas).map((path) => files.stamp(path)))).join(' ')
  } catch {
    // The run itself says what is wrong with the path.
    return ''
  }
}

function placesOf(files: RunFiles, name: string, areas: readonly FileArea[]): string[] {
  const plain = name.replaceAll('\\', '/').replace(/^(\.\/)+/, '')
  const places = areas.flatMap((area) => {
    const inside = plain.startsWith(`${area}/`) ? [files.path(area, plain.slice(area.length + 1))] : []
    return [...inside, files.path(area, plain)]
  })
  const sample = /^data\/samples\/(.+)$/.exec(plain)?.[1]
  return sample === undefined ? places : [...places, files.path('examples', `data/${sample}`)]
}

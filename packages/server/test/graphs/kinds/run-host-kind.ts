import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Module, manualSeed, type Tensor } from '@nodeyard/tensor'
import { loadBuiltIn } from '../../../src/domain/graphs/catalogue.ts'
import type { GraphNodeKind } from '../../../src/domain/graphs/graph-node.ts'
import { Offload } from '../../../src/domain/graphs/offload/offload.ts'
import type { RunContext, Step } from '../../../src/domain/graphs/run-context.ts'
import { filesOf } from '../../../src/domain/graphs/runs/run-files.ts'

export const catalogue = await loadBuiltIn()
export const offload = new Offload()
/** The data folder that kinds see; ends with the process. */
export const dataFolder = mkdtempSync(join(tmpdir(), 'nodeyard-kinds-'))
process.once('exit', () => rmSync(dataFolder, { recursive: true, force: true }))
export const files = filesOf(dataFolder, 'acct')

export interface KindRun {
  // biome-ignore lint/suspicious/noExplicitAny: outputs are looked at one by one
  outputs: Record<string, any>
  steps: Step[]
  progress: Record<string, unknown>[]
}

/** Runs a kind of the catalogue as the executor would, on parameters as a graph has them. */
export async function runKind(
  name: string,
  inputs: Record<string, unknown> = {},
  params: Record<string, unknown> = {},
  more: Partial<RunContext> = {},
): Promise<KindRun> {
  const kind = catalogue.get(name) as GraphNodeKind | undefined
  if (!kind) throw new Error(`there is no kind ${name}`)
  const parsed = Object.fromEntries(
    Object.entries(kind.params).map(([key, param]) => [key, param.parse(params[key] ?? param.default)]),
  )
  const progress: Record<string, unknown>[] = []
  const modules: Module[] = []
  const signal = more.signal ?? new AbortController().signal
  const context = {
    seed: 1,
    signal,
    isBackward: false,
    inputs: undefined,
    module: <M extends Module>(make: () => M) => {
      modules[0] ??= make()
      return modules[0] as M
    },
    log: () => {},
    progress: (frame: Record<string, unknown>) => progress.push(frame),
    offload: <Result>(task: string, argument: unknown) => offload.run<Result>(task, argument, signal),
    files,
    fetch,
    secret: () => undefined,
    ...more,
  } as RunContext
  manualSeed(context.seed)
  const outputs = (await kind.run(inputs, parsed, context)) as Record<string, unknown>
  const steps = (await kind.steps?.(inputs, outputs as never, parsed, context)) ?? []
  return { outputs, steps, progress }
}

/** The elements of a tensor, one after the other. */
export const numbers = async (value: unknown): Promise<number[]> =>
  Array.from((await (value as Tensor).read()) as ArrayLike<number | bigint>, Number)

/** How far two lists of numbers are apart at most. */
export function gap(a: readonly number[], b: readonly number[]): number {
  if (a.length !== b.length) return Number.POSITIVE_INFINITY
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0)
}

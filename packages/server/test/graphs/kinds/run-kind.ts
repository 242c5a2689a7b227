import { readFileSync } from 'node:fs'
import { type Dtype, type Module, manualSeed, readAll, Tensor, tensor } from '@nodeyard/tensor'
import { type Catalogue, loadBuiltIn } from '../../../src/domain/graphs/catalogue.ts'
import type { RunContext, Step } from '../../../src/domain/graphs/run-context.ts'

export const catalogue: Catalogue = await loadBuiltIn()

/** A tensor as fixtures have it. */
export interface Recorded {
  shape: number[]
  dtype: string
  data: (number | boolean)[]
}

/** What PyTorch made of a kind with some parameters, inputs and weights; written by record.py. */
export interface Case {
  kind: string
  params: Record<string, unknown>
  inputs: Record<string, Recorded>
  outputs: Record<string, Recorded>
  state?: Record<string, Recorded>
  /** Dropout was off. */
  isEval?: boolean
  /** The weights after it had run. */
  after?: Record<string, Recorded>
  steps?: { name: string; tensors: Record<string, Recorded> }[]
}

export const readFixture = <T>(name: string): T =>
  JSON.parse(readFileSync(new URL(`fixtures/${name}.json`, import.meta.url), 'utf8'))

export const toTensor = ({ shape, dtype, data }: Recorded): Tensor =>
  dtype === 'int64'
    ? tensor(BigInt64Array.from(data as number[], BigInt), { shape })
    : tensor(data, { dtype: dtype as Dtype, shape })

export const toTensors = (recorded: Record<string, Recorded>): Record<string, Tensor> =>
  Object.fromEntries(Object.entries(recorded).map(([name, one]) => [name, toTensor(one)]))

export interface RunOptions {
  params?: Record<string, unknown>
  inputs?: Record<string, unknown>
  /** The weights that the kind is to have. */
  state?: Record<string, Tensor>
  isEval?: boolean
  seed?: number
  isVerbose?: boolean
}

export interface Ran {
  outputs: Record<string, unknown>
  steps: Step[]
  module: Module | undefined
}

/** Runs one kind as the executor does: parameters parsed, seeded, weights made once. */
export async function runKind(name: string, options: RunOptions = {}): Promise<Ran> {
  const kind = catalogue.get(name)
  if (!kind) throw new Error(`there is no kind ${name}`)
  const given = options.params ?? {}
  for (const param of Object.keys(given)) {
    if (!Object.hasOwn(kind.params, param)) throw new Error(`${name} has no parameter ${param}`)
  }
  const params = Object.fromEntries(
    Object.entries(kind.params).map(([param, { parse, default: value }]) => [
      param,
      Object.hasOwn(given, param) ? parse(given[param]) : value,
    ]),
  )
  let module: Module | undefined
  const context = {
    seed: options.seed ?? 1,
    signal: new AbortController().signal,
    isBackward: false,
    fresh: (make: () => Module) => make(),
    module(make: () => Module) {
      if (!module) {
        module = make()
        if (options.state) module.loadStateDict(options.state)
        if (options.isEval) module.eval()
      }
      return module
    },
  } as unknown as RunContext
  const inputs = (options.inputs ?? {}) as never
  manualSeed(context.seed)
  const outputs = await kind.run(inputs, params, context)
  const steps = options.isVerbose ? ((await kind.steps?.(inputs, outputs, params, context)) ?? []) : []
  return { outputs, steps, module }
}

/** The elements of tensors, each as plain numbers, in one run. */
export async function numbersOf(tensors: readonly Tensor[]): Promise<number[][]> {
  const arrays = await readAll(tensors)
  return arrays.map((array) => Array.from(array as ArrayLike<number | bigint>, Number))
}

export const asTensor = (value: unknown): Tensor => {
  if (value instanceof Tensor) return value
  throw new Error(`expected a tensor, not ${String(value)}`)
}

import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { allocate, Module, readAll, Tensor } from '@nodeyard/tensor'
import { Fault } from '../../../fault.ts'
import { newId } from '../../../ids.ts'
import { countParameters, nest, repr } from '../execute/summarize.ts'
import type { Step } from '../run-context.ts'
import { parseSlice, slicedShape } from './slice.ts'
import { readSlice, type StoredTensor } from './stored-tensor.ts'

/** What a gradient's figures are kept under. */
const GRADIENT = /__grad__meta$|^__weight_grad__.*__meta$/
/** Tensors above this go to disk. */
const MAX_IN_MEMORY = 64 * 1024

export interface CapturedLimits {
  /** Runs kept; the oldest goes first. */
  runs: number
  /** Bytes kept of all runs together, on disk and in memory. */
  bytes: number
}

type Stored = { tensor: StoredTensor } | { value: unknown }

interface CapturedRun {
  accountId: string
  entries: Map<string, { nodeId: string; port: string; stored: Promise<Stored> }>
  bytes: number
  folder: string
  writing: Promise<unknown>
}

/** One step of a verbose run, as the index lists it. */
export interface StepIndex {
  index: number
  name: string
  description: string
  scalars: Record<string, number>
  tensor_keys: string[]
}

/**
 * What runs that record gave, by graph node and port, bounded by runs and by bytes. Large tensors are written to
 * files as they come, so that looking into a large run exhausts no memory; a slice reads only its own rows.
 */
export class CapturedRuns {
  readonly #folder: string
  readonly #limits: CapturedLimits
  readonly #runs = new Map<string, CapturedRun>()
  #bytes = 0

  constructor(folder: string, limits: CapturedLimits = { runs: 20, bytes: 4 * 1024 ** 3 }) {
    this.#folder = folder
    this.#limits = limits
  }

  /** What an earlier server left behind: its runs cannot be asked for any more. */
  async open(): Promise<this> {
    await rm(this.#folder, { recursive: true, force: true })
    return this
  }

  /** Begins to record a run; one of the same id is forgotten. */
  begin(runId: string, accountId: string): void {
    this.#forget(runId)
    const folder = join(this.#folder, newId('cap'))
    this.#runs.set(runId, { accountId, entries: new Map(), bytes: 0, folder, writing: Promise.resolve() })
    this.#makeRoom(runId)
  }

  /** Takes a value of a run that has begun; its tensors must have been computed. */
  put(runId: string, nodeId: string, port: string, value: unknown): void {
    const run = this.#runs.get(runId)
    if (!run || value === null || value === undefined) return
    const stored = run.writing.then(() => this.#store(runId, run, value))
    run.writing = stored.catch(() => undefined)
    run.entries.set(`${nodeId}\u0000${port}`, { nodeId, port, stored })
  }

  putSteps(runId: string, nodeId: string, steps: readonly Step[]): void {
    for (const [index, { name, description, scalars = {}, tensors = {} }] of steps.entries()) {
      for (const [key, tensor] of Object.entries(tensors)) {
        this.put(runId, nodeId, `__step__${index}__${key}`, tensor)
      }
      const meta: StepIndex = { index, name, description, scalars, tensor_keys: Object.keys(tensors) }
      this.put(runId, nodeId, `__step__${index}__meta`, meta)
    }
  }

  /** Every output of a run, in the order in which they came. */
  async list(runId: string, accountId: string) {
    const run = this.#get(runId, accountId)
    return Promise.all(
      [...run.entries.values()].map(async ({ nodeId, port, stored }) => {
        const kept = await stored
        return {
          node_id: nodeId,
          port,
          type: 'tensor' in kept ? 'tensor' : typeOf(kept.value),
          full_shape: 'tensor' in kept ? [...kept.tensor.shape] : null,
        }
      }),
    )
  }

  /** The value of an output, a tensor's by the slice that is asked for. */
  async get(
    address: { runId: string; nodeId: string; port: string; accountId: string },
    { slice = '', maxElements }: { slice?: string; maxElements: number },
  ): Promise<Record<string, unknown>> {
    const { runId, nodeId, port, accountId } = address
    const entry = this.#get(runId, accountId).entries.get(`${nodeId}\u0000${port}`)
    if (!entry)
      throw new Fault('not_found', `output '${port}' of node '${nodeId}' not found in run '${runId}'`)
    const kept = await entry.stored
    const told = 'tensor' in kept ? await tellTensor(kept.tensor, slice, maxElements) : tellValue(kept.value)
    return { run_id: runId, node_id: nodeId, port, ...told }
  }

  /** The steps of a graph node's verbose run, in order. */
  async steps(runId: string, nodeId: string, accountId: string): Promise<StepIndex[]> {
    const metas = await this.#plain(runId, accountId, nodeId, /^__step__\d+__meta$/)
    return (metas.map(([, value]) => value) as StepIndex[]).sort((a, b) => a.index - b.index)
  }

  /** Plain values of a graph node whose port fits a pattern, with their ports. */
  async #plain(
    runId: string,
    accountId: string,
    nodeId: string,
    pattern: RegExp,
  ): Promise<[string, unknown][]> {
    const entries = [...this.#get(runId, accountId).entries.values()].filter(
      (entry) => entry.nodeId === nodeId && pattern.test(entry.port),
    )
    return Promise.all(
      entries.map(async ({ port, stored }): Promise<[string, unknown]> => {
        const kept = await stored
        return [port, 'tensor' in kept ? undefined : kept.value]
      }),
    )
  }

  /** What was kept of the gradients of a graph node: `<port>__grad__meta` and `__weight_grad__<name>__meta`. */
  async gradients(runId: string, nodeId: string, accountId: string): Promise<unknown[]> {
    const metas = await this.#plain(runId, accountId, nodeId, GRADIENT)
    return metas.map(([, value]) => value)
  }

  /** The same of every graph node of a run. */
  async allGradients(runId: string, accountId: string): Promise<{ nodeId: string; gradient: object }[]> {
    const metas = [...this.#get(runId, accountId).entries.values()].filter(({ port }) => GRADIENT.test(port))
    return Promise.all(
      metas.map(async ({ nodeId, stored }) => {
        const kept = await stored
        return { nodeId, gradient: 'tensor' in kept ? {} : (kept.value as object) }
      }),
    )
  }

  has(runId: string, accountId: string): boolean {
    return this.#runs.get(runId)?.accountId === accountId
  }

  remove(runId: string, accountId: string): void {
    this.#get(runId, accountId)
    this.#forget(runId)
  }

  #get(runId: string, accountId: string): CapturedRun {
    const run = this.#runs.get(runId)
    if (!run || run.accountId !== accountId) throw new Fault('not_found', `run '${runId}' not found`)
    return run
  }

  async #store(runId: string, run: CapturedRun, value: unknown): Promise<Stored> {
    if (!(value instanceof Tensor)) return { value }
    const { dtype } = value
    const shape = [...value.shape]
    const [elements = allocate(dtype, 0)] = await readAll([value])
    run.bytes += elements.byteLength
    this.#bytes += elements.byteLength
    this.#makeRoom(runId)
    if (elements.byteLength <= MAX_IN_MEMORY || !this.#runs.has(runId)) {
      return { tensor: { dtype, shape, elements } }
    }
    await mkdir(run.folder, { recursive: true })
    const file = join(run.folder, `${newId('ten')}.bin`)
    await writeFile(file, new Uint8Array(elements.buffer, elements.byteOffset, elements.byteLength))
    return { tensor: { dtype, shape, elements: { file } } }
  }

  #makeRoom(keep: string): void {
    for (const runId of this.#runs.keys()) {
      if (this.#runs.size <= this.#limits.runs && this.#bytes <= this.#limits.bytes) return
      if (runId !== keep) this.#forget(runId)
    }
  }

  #forget(runId: string): void {
    const run = this.#runs.get(runId)
    if (!run) return
    this.#runs.delete(runId)
    this.#bytes -= run.bytes
    void run.writing.finally(() => rm(run.folder, { recursive: true, force: true }))
  }
}

async function tellTensor(tensor: StoredTensor, slice: string, maxElements: number) {
  const slices = parseSlice(slice, tensor.shape)
  const shape = slicedShape(slices)
  const count = shape.reduce((product, size) => product * size, 1)
  if (count > maxElements) {
    throw new Fault(
      'payload_too_large',
      `output has ${count} elements (max ${maxElements}); supply a narrower 'slice' parameter`,
    )
  }
  const elements = await readSlice(tensor, slices)
  const isBool = tensor.dtype === 'bool'
  const numbers = Array.from(elements as ArrayLike<number | bigint>, Number)
  return {
    type: 'tensor',
    full_shape: [...tensor.shape],
    dtype: `torch.${tensor.dtype}`,
    slice,
    sliced_shape: shape,
    values: nest(isBool ? numbers.map(Boolean) : numbers.map(finite), shape),
    truncated: false,
    ...(count > 0 && !isBool && statistics(numbers, tensor.dtype.startsWith('float'))),
  }
}

function statistics(numbers: readonly number[], isFloat: boolean) {
  let min = Number.POSITIVE_INFINITY
  let max = Number.NEGATIVE_INFINITY
  let sum = 0
  for (const x of numbers) {
    min = Math.min(min, x)
    max = Math.max(max, x)
    sum += x
  }
  if (!isFloat) return { min, max }
  return { min: rounded(min), max: rounded(max), mean: rounded(sum / numbers.length) }
}

/** JSON knows neither NaN nor infinity. */
const finite = (x: number) => (Number.isFinite(x) ? x : null)
const rounded = (x: number) => finite(Math.round(x * 1e6) / 1e6)

function tellValue(value: unknown): Record<string, unknown> {
  if (value instanceof Module)
    return { type: 'model', ...countParameters(value), repr: repr(value.constructor.name, 4000) }
  if (typeof value === 'number') return { type: 'scalar', value: finite(value) }
  if (typeof value === 'boolean') return { type: 'scalar', value }
  if (typeof value === 'string') return { type: 'string', value: value.slice(0, 4000) }
  if (!Array.isArray(value)) return { type: typeOf(value), repr: repr(value, 4000) }
  const isPlain = value.every((item) => item === null || typeof item !== 'object')
  const isPairs = value.every(
    (item) => Array.isArray(item) && item.length === 2 && item.every((part) => typeof part === 'number'),
  )
  return {
    type: 'list',
    length: value.length,
    repr: repr(value, 4000),
    ...(value.length <= 1024 && (isPlain || isPairs) && { values: value }),
  }
}

function typeOf(value: unknown): string {
  if (value instanceof Module) return 'model'
  if (typeof value === 'number' || typeof value === 'boolean') return 'scalar'
  if (typeof value === 'string') return 'string'
  if (Array.isArray(value)) return 'list'
  return (value as object | null)?.constructor?.name ?? typeof value
}

import { Fault } from '../../fault.ts'
import { DTYPES, type NumericData } from './dtype.ts'
import type { ModelSchema, TensorSpec } from './model-schema.ts'
import { elementCount, joinRows, rowsOf, type Tensors, type TensorValue, tensorOf } from './tensor-value.ts'

/** Whether requests may share a run, and why not where they may not. */
export type RowVerdict = { areIndependent: true } | { areIndependent: false; reason: string }

/** Sizes to try for axes that may have any, when the model has to be given some sample. */
const GUESSES = [4, 32, 224]
/** Rows of a trial batch: a model that sorts or ranks its rows leaves five unmoved once in 120 times. */
const ROWS = 5
const ROUNDS = 2

/**
 * Whether inputs and outputs are, as far as the schema tells, rows: the first axis of every input has the
 * same free size, and no output has a fixed one.
 */
export function looksBatchable({ inputs, outputs }: ModelSchema): boolean {
  const symbol = inputs[0]?.shape[0]
  return (
    symbol !== undefined &&
    typeof symbol !== 'number' &&
    inputs.every(({ shape }) => shape.length > 0 && shape[0] === symbol) &&
    // An output whose rank is unknown has an empty shape here; the trial will tell.
    outputs.every(({ shape }) => shape.length === 0 || typeof shape[0] !== 'number')
  )
}

/**
 * Finds out by trial whether a model's rows are independent: whether a row's answer stays the same when
 * other rows run beside it. A softmax over the wrong axis, batch statistics, or an output that counts
 * something else than rows all show here. Rounding differs between batch sizes, so equal means nearly equal.
 *
 * The samples are random; a model that accepts none of the sizes tried is not batched.
 *
 * @throws what `run` throws, but for `validation_failed`, which tells something about the model
 */
export async function proveRowIndependence(
  schema: ModelSchema,
  run: (inputs: Tensors) => Promise<Tensors>,
): Promise<RowVerdict> {
  if (!looksBatchable(schema)) return no('its inputs and outputs do not share a first axis of any size')
  const random = randomizer(20261122)
  for (const guess of GUESSES) {
    const sample = () => sampleRow(schema.inputs, guess, random)
    const first = await attempt(() => run(sample()))
    if (first === undefined) continue
    for (let round = 0; round < ROUNDS; round++) {
      const rows = Array.from({ length: ROWS }, sample)
      const verdict = await compare(schema, rows, run)
      if (!verdict.areIndependent) return verdict
    }
    return { areIndependent: true }
  }
  return no('no sample could be found that it accepts')
}

async function compare(
  { inputs, outputs }: ModelSchema,
  rows: readonly Tensors[],
  run: (inputs: Tensors) => Promise<Tensors>,
): Promise<RowVerdict> {
  const batch: Tensors = {}
  for (const { name } of inputs) batch[name] = joinRows(rows.map((row) => row[name]!))
  // `run` may give its inputs away: the batch holds copies, and each row runs alone only once.
  const together = await attempt(() => run(batch))
  if (!together) return no('it fails on a batch')
  for (const [index, row] of rows.entries()) {
    const alone = await attempt(() => run(row))
    if (!alone) return no('it fails on some rows')
    for (const { name } of outputs) {
      const mixed = together[name]!
      if (mixed.shape[0] !== rows.length || alone[name]!.shape[0] !== 1) {
        return no(`output "${name}" does not have one row for each input row`)
      }
      if (!isClose(rowsOf(mixed, index, index + 1), alone[name]!)) {
        return no(`output "${name}" of a row changes with the rows beside it`)
      }
    }
  }
  return { areIndependent: true }
}

function no(reason: string): RowVerdict {
  return { areIndependent: false, reason }
}

/** A model that cannot run on a sample has told something too; any other failure has not. */
async function attempt(work: () => Promise<Tensors>): Promise<Tensors | undefined> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Fault && error.code === 'validation_failed') return undefined
    throw error
  }
}

function sampleRow(specs: readonly TensorSpec[], guess: number, random: () => number): Tensors {
  const row: Tensors = {}
  for (const { name, dtype, shape } of specs) {
    const sizes = shape.map((size, axis) => (axis === 0 ? 1 : typeof size === 'number' ? size : guess))
    const count = elementCount(sizes)
    if (dtype === 'string') {
      const data = Array.from({ length: count }, () => (random() < 0.5 ? 'a' : 'b'))
      row[name] = tensorOf(dtype, sizes, data)
    } else {
      row[name] = tensorOf(dtype, sizes, randomData(DTYPES[dtype].make(count), dtype, random))
    }
  }
  return row
}

/** Integers are 0 or 1: indices and masks that every model has room for. */
function randomData(data: NumericData, dtype: keyof typeof DTYPES, random: () => number): NumericData {
  const { kind } = DTYPES[dtype]
  for (let i = 0; i < data.length; i++) {
    if (kind === 'bigint') (data as BigInt64Array)[i] = random() < 0.5 ? 0n : 1n
    else data[i] = kind === 'float' ? random() : Math.round(random())
  }
  return data
}

/** Equal but for rounding, measured against the largest element: kernels differ between batch sizes. */
function isClose(a: TensorValue, b: TensorValue): boolean {
  if (a.data.length !== b.data.length || a.shape.length !== b.shape.length) return false
  if (a.shape.some((size, axis) => size !== b.shape[axis])) return false
  const isFloat = a.dtype !== 'string' && DTYPES[a.dtype].kind === 'float'
  let largest = 0
  if (isFloat) for (const x of b.data) largest = Math.max(largest, Math.abs(x as number) || 0)
  const tolerance = (a.dtype === 'float16' ? 1e-2 : 1e-4) * largest + 1e-6
  for (let i = 0; i < a.data.length; i++) {
    const [x, y] = [a.data[i]!, b.data[i]!]
    if (Object.is(x, y) || x === y) continue
    if (!isFloat || !(Math.abs((x as number) - (y as number)) <= tolerance)) return false
  }
  return true
}

/** Repeatable random numbers from 0 to 1 (mulberry32), so that a verdict never changes between starts. */
function randomizer(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

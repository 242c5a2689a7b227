// Calls what the tensor engine shares with PyTorch with random arguments, on both sides: results, element types,
// gradients and refusals must agree.
//
//   npm run soak torch -- [--rounds 20] [--seed 1] [--only conv2d]
//
// A round calls everything once. Needs python3 with torch (apt install python3-torch).

import { parseArgs } from 'node:util'
import * as T from '../packages/tensor/src/index.ts'
import { isMain } from './lib/arguments.ts'
import { CALLS, type Generator, snake } from './lib/torch-calls.ts'
import { type Answer, Peer } from './lib/torch-peer.ts'
import { drawsOf, type Plain } from './lib/torch-random.ts'

interface Case {
  name: string
  /** As PyTorch's side reads it. */
  asked: object
  outputs: number
  make: () => Made
}

interface Made {
  outputs: T.Tensor[]
  gradients: T.Tensor[]
}

export interface Tally {
  cases: number
  agreed: number
  refused: number
  /** Refused here alone because ONNX Runtime has no kernel for the element type. */
  withoutKernel: Map<string, number>
  /** Answered here alone, or refused here alone, as documented. */
  wider: number
  narrower: number
  differences: string[]
}

const isPlain = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && 'data' in value

const numbersOf = ({ data }: Plain) =>
  data.map((one) =>
    Number(
      String(one).replace('inf', 'Infinity').replace('nan', 'NaN').replace('true', '1').replace('false', '0'),
    ),
  )

/** An argument as the package takes it; tensors of floats are kept for their gradients. */
function load(value: unknown, leaves: T.Tensor[]): unknown {
  if (Array.isArray(value)) return value.map((one) => load(one, leaves))
  if (value === null) return undefined
  if (typeof value !== 'object') return value
  if (isPlain(value)) {
    const loaded = T.tensor(numbersOf(value), value)
    if (loaded.dtype.startsWith('float') && !value.isFixed) leaves.push(loaded)
    return loaded
  }
  if ('number' in value) return Number(value.number)
  if ('type' in value) return value.type
  if ('slice' in value) return load(value.slice, leaves)
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, load(one, leaves)]))
}

const tensorsOf = (made: unknown): T.Tensor[] =>
  made instanceof T.Tensor ? [made] : Object.values(made as object).flatMap(tensorsOf)

/** The gradient that an output starts from; torch-answers.py has the same. */
function upOf({ shape, dtype }: T.Tensor): T.Tensor {
  const count = shape.reduce((a, b) => a * b, 1)
  return T.tensor(
    Array.from({ length: count }, (_, i) => (((i * 7 + 3) % 11) - 5) / 4),
    { dtype, shape },
  )
}

function gradientsOf(outputs: readonly T.Tensor[], leaves: readonly T.Tensor[]): T.Tensor[] {
  const losses = outputs
    .filter(({ dtype }) => dtype.startsWith('float'))
    .map((one) => one.mul(upOf(one)).sum().to('float64'))
  if (losses.length === 0 || leaves.length === 0) return []
  const loss = losses.reduce((a, b) => a.add(b))
  return T.findGradients(loss, leaves).map((found, i) => found ?? T.zerosLike(leaves[i]!))
}

function callCase(name: string, generator: Generator, seed: number): Case {
  const drawn = generator.draw(drawsOf(seed))
  const { args, options = {} } = Array.isArray(drawn) ? { args: drawn } : drawn
  const named = Object.fromEntries(Object.entries(options).map(([key, value]) => [snake(key), value]))
  const call = (T as unknown as Record<string, (...args: unknown[]) => unknown>)[name]
  const tuple = (args.at(-1) as { tuple?: unknown[] } | undefined)?.tuple
  const make = () => {
    const leaves: T.Tensor[] = []
    const given = tuple
      ? [load(args[0], leaves), ...tuple.map((part) => (part === null ? null : load(part, leaves)))]
      : args.map((one) => load(one, leaves))
    if (Object.keys(options).length > 0) given.push(load(options, leaves))
    const method =
      call ??
      ((x: never, ...rest: unknown[]) =>
        (x as Record<string, (...rest: unknown[]) => unknown>)[name]!(...rest))
    const outputs = tensorsOf((method as (...args: unknown[]) => unknown)(...given))
    return { outputs, gradients: gradientsOf(outputs, leaves) }
  }
  const asked = { kind: 'call', name: generator.torch ?? snake(name), args, options: named }
  return { name, asked, outputs: generator.outputs ?? Infinity, make }
}

type Result = { outputs: Found[]; gradients: Found[] } | { error: unknown }
interface Found {
  dtype: T.Dtype
  shape: readonly number[]
  data: number[]
}

async function compute(made: readonly Made[]): Promise<Result[]> {
  const all = made.flatMap(({ outputs, gradients }) => [...outputs, ...gradients])
  const data = await T.readAll(all)
  return made.map(({ outputs, gradients }) => {
    const take = (tensor: T.Tensor) => ({
      dtype: tensor.dtype,
      shape: tensor.shape,
      data: Array.from(data.shift() as Float32Array, Number),
    })
    return { outputs: outputs.map(take), gradients: gradients.map(take) }
  })
}

/** All in one run; where one of them fails when run, each by itself. */
async function answerAll(cases: readonly Case[]): Promise<Result[]> {
  const made = cases.map(({ make }): Made | { error: unknown } => {
    try {
      return make()
    } catch (error) {
      return { error }
    }
  })
  const good = made.filter((one) => !('error' in one)) as Made[]
  const found = await compute(good).catch(async () => {
    const each: Result[] = []
    for (const one of good) each.push(...(await compute([one]).catch((error) => [{ error }])))
    return each
  })
  return made.map((one) => ('error' in one ? one : found.shift()!))
}

const TOLERANCE: Partial<Record<T.Dtype, number>> = { float32: 1e-5, float64: 1e-10 }

function differenceIn(what: string, ours: Found, theirs: Plain, scale: number): string | undefined {
  if (ours.dtype !== theirs.dtype) return `${what} is ${ours.dtype}, not ${theirs.dtype}`
  if (String(ours.shape) !== String(theirs.shape))
    return `${what} has shape [${ours.shape}], not [${theirs.shape}]`
  const expected = numbersOf(theirs)
  const allowed = (TOLERANCE[theirs.dtype] ?? 0) * largest(expected, scale)
  const i = expected.findIndex((value, i) => {
    const got = ours.data[i]!
    return !(Object.is(got, value) || got === value || Math.abs(got - value) <= allowed)
  })
  return i < 0 ? undefined : `${what}[${i}] is ${ours.data[i]}, not ${expected[i]}`
}

const largest = (values: readonly number[], least: number) =>
  values.reduce((most, value) => (Number.isFinite(value) ? Math.max(most, Math.abs(value)) : most), least)

/** Sums over numbers of very different size are as exact as the largest of them. */
const scaleOf = (value: unknown): number => {
  if (isPlain(value)) return value.dtype.startsWith('float') ? largest(numbersOf(value), 0) : 0
  return typeof value === 'object' && value !== null ? Math.max(0, ...Object.values(value).map(scaleOf)) : 0
}

function compare(
  { asked, outputs, name }: Case,
  ours: Result,
  theirs: Answer,
  tally: Tally,
): string | undefined {
  if ('error' in ours) {
    const { error } = ours
    if (!(error instanceof T.TensorError))
      return `no TensorError: ${(error as Error).stack?.split('\n').slice(0, 3).join(' ')}; PyTorch: ${'error' in theirs ? theirs.error : 'answers'}`
    if ('error' in theirs) {
      tally.refused++
      return undefined
    }
    if (error.code === 'dtype' && /kernel/.test(error.message)) {
      const what = `${name}: ${error.message}`
      tally.withoutKernel.set(what, (tally.withoutKernel.get(what) ?? 0) + 1)
      return undefined
    }
    if (CALLS[name]?.narrower?.test(error.message)) {
      tally.narrower++
      return undefined
    }
    return `refused (${error.message}), PyTorch gives ${JSON.stringify(theirs.outputs).slice(0, 200)}`
  }
  if ('error' in theirs && /not implemented for|derivative/.test(theirs.error)) {
    tally.withoutKernel.set(name, (tally.withoutKernel.get(name) ?? 0) + 1)
    return undefined
  }
  if ('error' in theirs && CALLS[name]?.wider?.test(theirs.error)) {
    tally.wider++
    return undefined
  }
  if ('error' in theirs)
    return `gives ${JSON.stringify(ours.outputs).slice(0, 200)}, PyTorch refuses: ${theirs.error}`
  // What a not-a-number makes of a gradient is nobody's promise.
  const isWhole =
    !JSON.stringify(asked).includes('"NaN"') && !JSON.stringify(theirs.outputs).includes('"nan"')
  const scale = 0.15 * (1 + scaleOf(asked))
  if (ours.outputs.length < Math.min(outputs, theirs.outputs.length))
    return `${ours.outputs.length} outputs, not ${theirs.outputs.length}`
  for (const [i, one] of theirs.outputs.slice(0, outputs).entries()) {
    const difference = differenceIn(`output ${i}`, ours.outputs[i]!, one, scale)
    if (difference) return difference
  }
  for (const [i, one] of isWhole ? theirs.gradients.entries() : []) {
    const difference = ours.gradients[i]
      ? differenceIn(`gradient ${i}`, ours.gradients[i], one, scale)
      : 'no gradient'
    if (difference) return difference
  }
  tally.agreed++
  return undefined
}

export async function runTorch({
  rounds,
  seed,
  only,
}: {
  rounds: number
  seed: number
  only?: string | undefined
}): Promise<Tally> {
  const tally: Tally = {
    cases: 0,
    agreed: 0,
    refused: 0,
    withoutKernel: new Map(),
    wider: 0,
    narrower: 0,
    differences: [],
  }
  const entries = Object.entries(CALLS).filter(([name]) => !only || only.split(',').includes(name))
  await using peer = new Peer()
  for (let round = 0; round < rounds; round++) {
    const cases = entries.map(([name, generator], i) =>
      callCase(name, generator, (seed * 1_000_003 + round) * 1009 + (only ? 0 : i)),
    )
    const [ours, theirs] = await Promise.all([answerAll(cases), peer.ask(cases.map(({ asked }) => asked))])
    for (const [i, one] of cases.entries()) {
      tally.cases++
      const difference = compare(one, ours[i]!, theirs[i]!, tally)
      if (difference)
        tally.differences.push(
          `${one.name} (round ${round}): ${difference}\n    ${JSON.stringify(one.asked)}`,
        )
    }
  }
  return tally
}

if (isMain('torch')) {
  const { values } = parseArgs({
    options: { rounds: { type: 'string' }, seed: { type: 'string' }, only: { type: 'string' } },
  })
  const [rounds, seed] = [Number(values.rounds ?? 20), Number(values.seed ?? 1)]
  const tally = await runTorch({ rounds, seed, only: values.only })
  for (const [what, count] of tally.withoutKernel) console.log(`${count} times ${what}`)
  for (const difference of tally.differences) console.log(difference)
  console.log(
    `${tally.cases} cases: ${tally.agreed} agreed, ${tally.refused} refused by both, ${tally.differences.length} differ`,
  )
  await T.defaultEngine().close()
  if (tally.differences.length > 0) process.exitCode = 1
}

// Computes what the tensor engine shares with PyTorch on both sides, with random arguments: results, element types,
// gradients and refusals must agree.
//
//   npm run soak torch -- [--rounds 20] [--seed 1] [--only conv2d,Adam]
//
// A round does everything once. Needs python3 with torch (apt install python3-torch).

import { parseArgs } from 'node:util'
import { defaultEngine, readAll } from '../packages/tensor/src/index.ts'
import { isMain } from './lib/arguments.ts'
import { type Case, callCase, type Made, moduleCase, optimizerCase, scheduleCase } from './torch/case.ts'
import { compare, type Result, type Verdict } from './torch/compare.ts'
import { type Draws, drawsOf } from './torch/draws.ts'
import { ELEMENTS } from './torch/elements.ts'
import { OPTIMIZERS, SCHEDULES } from './torch/learning.ts'
import { LOSSES } from './torch/losses.ts'
import { MODULES } from './torch/modules.ts'
import { Peer } from './torch/peer.ts'
import { PRODUCTS } from './torch/products.ts'
import { REDUCTIONS } from './torch/reductions.ts'
import { SHAPES } from './torch/shapes.ts'
import { WINDOWS } from './torch/windows.ts'

type Drawn = [name: string, draw: (d: Draws) => Case]

const kind = <G>(table: Record<string, G>, make: (name: string, generator: G, d: Draws) => Case): Drawn[] =>
  Object.entries(table).map(([name, generator]) => [name, (d) => make(name, generator, d)])

const CALLS = { ...ELEMENTS, ...REDUCTIONS, ...SHAPES, ...PRODUCTS, ...WINDOWS, ...LOSSES }
export const DRAWN: readonly Drawn[] = [
  ...kind(CALLS, callCase),
  ...kind(MODULES, moduleCase),
  ...kind(OPTIMIZERS, optimizerCase),
  ...kind(SCHEDULES, scheduleCase),
]

async function compute(made: readonly Made[]): Promise<Result[]> {
  const data = await readAll(made.flatMap(({ outputs, gradients }) => [...outputs, ...gradients]))
  const take = ({ dtype, shape }: Made['outputs'][number]) => ({
    dtype,
    shape,
    data: Array.from(data.shift() as Float32Array, Number),
  })
  return made.map(({ outputs, gradients }) => ({
    outputs: outputs.map(take),
    gradients: gradients.map(take),
  }))
}

/** All in one run; where one of them fails when run, each by itself. */
async function computeAll(cases: readonly Case[]): Promise<Result[]> {
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

export interface Tally {
  cases: number
  verdicts: Map<Extract<Verdict, string>, number>
  differences: string[]
}

export async function runTorch({
  rounds,
  seed,
  only,
}: {
  rounds: number
  seed: number
  only?: readonly string[] | undefined
}): Promise<Tally> {
  const tally: Tally = { cases: 0, verdicts: new Map(), differences: [] }
  await using peer = new Peer()
  for (let round = 0; round < rounds; round++) {
    const cases = DRAWN.flatMap(([name, draw], i) =>
      only && !only.includes(name) ? [] : [draw(drawsOf((seed * 1_000_003 + round) * 1009 + i))],
    )
    const theirs = await peer.ask(cases.map(({ asked }) => asked))
    const ours = await computeAll(cases)
    for (const [i, one] of cases.entries()) {
      tally.cases++
      const verdict = compare(one, ours[i]!, theirs[i]!)
      if (typeof verdict === 'string') tally.verdicts.set(verdict, (tally.verdicts.get(verdict) ?? 0) + 1)
      else {
        const where = `${one.name}, round ${round}, seed ${seed}`
        tally.differences.push(`${where}: ${verdict.difference}\n    ${JSON.stringify(one.asked)}`)
      }
    }
  }
  return tally
}

if (isMain('torch')) {
  const text = { type: 'string' } as const
  const { values } = parseArgs({ options: { rounds: text, seed: text, only: text } })
  const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31))
  const { cases, verdicts, differences } = await runTorch({
    rounds: Number(values.rounds ?? 20),
    seed,
    only: values.only?.split(','),
  })
  for (const difference of differences) console.log(difference)
  const counts = [...verdicts].map(([verdict, count]) => `${count} ${verdict}`)
  console.log(`seed ${seed}, ${cases} cases: ${counts.join(', ')}, ${differences.length} differ`)
  await defaultEngine().close()
  if (differences.length > 0) process.exitCode = 1
}

import { parseArgs } from 'node:util'

/** `--rounds N --seed S`, the two words every soak takes. A run without a seed makes one up and prints it. */
export function readArguments(defaults: { rounds: number }): { rounds: number; seed: number } {
  const { values } = parseArgs({ options: { rounds: { type: 'string' }, seed: { type: 'string' } } })
  const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31))
  const rounds = Number(values.rounds ?? defaults.rounds)
  if (!Number.isInteger(seed) || !Number.isInteger(rounds) || rounds < 1) {
    throw new Error('--rounds and --seed take whole numbers')
  }
  console.log(`${rounds} rounds, seed ${seed}`)
  return { rounds, seed }
}

/** Whether this file was asked for by `npm run soak`, and is not imported by a test. */
export const isMain = (name: string): boolean => process.argv[1] === `soak/${name}`

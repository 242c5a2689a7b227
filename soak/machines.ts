// Ten thousand machines that lie in every way we could think of, and a tenth as many honest ones on a busy
// network: how many of the first are believed, and of the second refused. The proofs are real and small; only
// time is simulated, by what each machine computes at its speed.
//
//   npm run soak machines -- [--rounds 10000] [--seed S]
import {
  answerChallenge,
  checkOpenings,
  commit,
  type DeviceInfo,
  makeSecret,
  type OpenBackend,
  type Opening,
  type Place,
  type ProofSpec,
  type Secret,
  stepOf,
  typescriptBackend,
  workOf,
} from '@nodeyard/tensor/proof'
import type { GpuKind } from '../packages/server/src/domain/machines/supported-gpu.ts'
import {
  type Agent,
  type ClaimedDevice,
  type ProofChecker,
  type Verdict,
  verify,
} from '../packages/server/src/domain/machines/verify.ts'
import { isMain, readArguments } from './lib/arguments.ts'
import { randomFrom } from './lib/random.ts'

const SIDE = 16
const BLOCKS = 48
/** Multiplications a second of the kind that is claimed: its chain takes 19 seconds. */
const SPEED = 1e4

const KIND: GpuKind = {
  id: 'sim',
  pattern: /SIM/,
  model_name_check: 'SIM',
  memory: 1,
  processors: 4,
  clock_rate: { base: 1000, boost: 2000 },
  max_threads_per_processor: 1024,
  hourly_rate: 1,
  proof: {
    block: SIDE,
    fraction: 1,
    bytes_per_second: 1e9,
    macs_per_second: { least: SPEED * 0.6, most: SPEED * 1.7 },
    open_seconds: 2,
    is_calibrated: true,
  },
  graval: { iterations: 1, estimate: 20 },
}

export const LIES = [
  'wrong type',
  'less memory',
  'replay',
  'precomputed',
  'partial work',
  "another's",
] as const
export type Lie = (typeof LIES)[number]

const infoOf = (uuid: string): DeviceInfo => ({
  uuid,
  name: 'SIM',
  memory: SIDE * SIDE * BLOCKS,
  processors: 4,
  clock_rate: 1_500_000,
  max_threads_per_processor: 1024,
})

/** A proof made for one question, shown as the answer to another. */
let oldProof: Promise<{ root: string; open(places: readonly Place[]): Promise<Opening[]> }> | undefined

/** A machine that answers the verifier; `lie` says how it is not what it claims. */
class Simulated implements Agent {
  /** Seconds since it was first asked. */
  clock = 0
  readonly #lie: Lie | undefined
  readonly #random: () => number
  readonly #info: DeviceInfo
  #made: Awaited<NonNullable<typeof oldProof>> | undefined
  #spec: ProofSpec | undefined

  constructor(lie: Lie | undefined, random: () => number, info: DeviceInfo) {
    this.#lie = lie
    this.#random = random
    this.#info = info
  }

  /** The network, which now and then takes long. */
  #travel(): void {
    this.clock += 0.02 + 0.1 * this.#random() + (this.#random() < 0.02 ? 0.7 * this.#random() : 0)
  }

  async challenge(challenge: string): Promise<string> {
    this.#travel()
    return answerChallenge(challenge, [this.#info])
  }

  async commit([spec]: readonly ProofSpec[]): Promise<string[]> {
    this.#travel()
    this.#spec = spec!
    // Clocks, heat and neighbours: a fifth more or less.
    const honestSeconds = (workOf(spec!) / SPEED) * (0.8 + 0.4 * this.#random())
    this.clock += this.#lie === 'wrong type' ? honestSeconds * this.#wrongPace() : honestSeconds
    this.#made = await this.#make(spec!)
    return [this.#made.root]
  }

  async open([places]: readonly (readonly Place[])[]): Promise<Opening[][]> {
    this.#travel()
    this.clock += 0.1 + 0.4 * this.#random()
    if (this.#lie === 'less memory') this.clock += this.#recompute(places!)
    return [await this.#made!.open(places!)]
  }

  async #make(spec: ProofSpec): Promise<Awaited<NonNullable<typeof oldProof>>> {
    switch (this.#lie) {
      case 'replay':
        oldProof ??= commit({ ...spec, seed: '01d0'.repeat(16) })
        return oldProof
      case 'precomputed':
        // Made before the question came: everything was known but what is fresh in the seed.
        return commit({ ...spec, seed: '5eed'.repeat(16) })
      case "another's":
        return commit({ ...spec, seed: spec.seed.split('').reverse().join('') })
      case 'partial work':
        return commit(spec, this.#lazyBackend())
      default:
        return commit(spec)
    }
  }

  /** Slower by half or more, or more than twice as quick. */
  #wrongPace(): number {
    return this.#random() < 0.5 ? 2.6 + 5 * this.#random() : 0.1 + 0.3 * this.#random()
  }

  /** Leaves out the last steps, at least one in ten, and shows what it has in their place. */
  #lazyBackend(): OpenBackend {
    const done = Math.floor(BLOCKS * (0.3 + 0.6 * this.#random()))
    return (side, pool) => {
      const backend = typescriptBackend(side, pool)
      let steps = 0
      return {
        ...backend,
        step: (...step) => (steps++ < done ? backend.step(...step) : step[1]),
      }
    }
  }

  /** Seconds to make up the blocks that were not kept, of which it kept three in ten to seven in ten. */
  #recompute(places: readonly Place[]): number {
    const kept = 0.3 + 0.4 * this.#random()
    const isKept = Array.from({ length: BLOCKS }, (_, i) => i === 0 || this.#random() < kept)
    const made = new Set<number>()
    const need = (block: number): void => {
      if (isKept[block] || made.has(block)) return
      made.add(block)
      needBefore(block)
    }
    const needBefore = (block: number): void => {
      need(block - 1)
      for (const { block: far } of stepOf(this.#spec!, block).far) need(far)
    }
    let rows = 0
    for (const [block] of places) {
      if (isKept[block]) continue
      // One row of it is enough, but that takes all of what it is made of.
      needBefore(block)
      rows++
    }
    return (made.size * SIDE ** 3 + rows * SIDE ** 2) / SPEED
  }
}

/** The server's checks, here and now. */
function inlineChecker(): ProofChecker {
  let specs: readonly ProofSpec[] = []
  let secrets: Secret[] = []
  return {
    async prepare(wanted) {
      specs = wanted
      secrets = await Promise.all(wanted.map(makeSecret))
      return 0
    },
    async check(_prepared, roots, places, openings) {
      return checkOpenings(specs[0]!, secrets[0]!, roots[0]!, places[0]!, openings[0]!)
    },
  }
}

/** Has one simulated machine verified. */
export async function judge(lie: Lie | undefined, seed: number): Promise<Verdict> {
  const device: ClaimedDevice = { info: infoOf(`SIM-${seed}`), kind: KIND }
  const agent = new Simulated(lie, randomFrom(seed), device.info)
  return verify(agent, [device], { seed: String(seed), checker: inlineChecker(), now: () => agent.clock })
}

/** How many of each kind of liar were believed, and how many honest machines were refused. */
export async function judgeMany(liars: number, honest: number, seed: number) {
  const believed = Object.fromEntries(LIES.map((lie) => [lie, 0])) as Record<Lie, number>
  const refused: string[] = []
  for (let i = 0; i < liars; i++) {
    const lie = LIES[i % LIES.length]!
    if ((await judge(lie, seed + i)).isVerified) believed[lie]++
  }
  for (let i = 0; i < honest; i++) {
    const verdict = await judge(undefined, seed + liars + i)
    if (!verdict.isVerified) refused.push(verdict.reason)
  }
  return { believed, refused }
}

if (isMain('machines')) {
  const { rounds, seed } = readArguments({ rounds: 10_000 })
  const honest = Math.ceil(rounds / 10)
  const { believed, refused } = await judgeMany(rounds, honest, seed)
  for (const [lie, count] of Object.entries(believed)) console.log(`${lie}: ${count} believed`)
  const total = Object.values(believed).reduce((sum, count) => sum + count, 0)
  console.log(`${rounds} liars: ${total} believed (${((100 * total) / rounds).toFixed(3)} %, at most 0.1 %)`)
  console.log(
    `${honest} honest: ${refused.length} refused (${((100 * refused.length) / honest).toFixed(2)} %, at most 0.5 %) ${refused.join(' ')}`,
  )
  process.exit(total > rounds / 1000 || refused.length > honest / 200 ? 1 : 0)
}

import { createHash, randomBytes } from 'node:crypto'
import {
  answerChallenge,
  bytesOf,
  choosePlaces,
  type DeviceInfo,
  type Flaw,
  type Opening,
  type Place,
  type ProofSpec,
  workOf,
} from '@nodeyard/tensor/proof'
import type { GpuKind } from './supported-gpu.ts'

/** Questions about what the devices are, before any work. */
export const CHALLENGES = 20
/** A chain shorter than this proves little. */
const LEAST_BLOCKS = 16
/** What connecting and answering may take beside the work. */
const SLACK_SECONDS = 5

/** A device as it is claimed to be. */
export interface ClaimedDevice {
  info: DeviceInfo
  kind: GpuKind
}

/** A machine, as far as a verifier asks it. Every method throws an `AgentFailure` when there is no answer. */
export interface Agent {
  challenge(challenge: string): Promise<string>
  commit(specs: readonly ProofSpec[]): Promise<string[]>
  open(places: readonly (readonly Place[])[]): Promise<Opening[][]>
}

/** The machine did not answer, or not as an agent does. */
export class AgentFailure extends Error {
  readonly reason: string
  /** Whether trying later may end otherwise. */
  readonly isPassing: boolean

  constructor(reason: string, message: string, { isPassing = false } = {}) {
    super(message)
    this.name = 'AgentFailure'
    this.reason = reason
    this.isPassing = isPassing
  }
}

/** What checks proofs: a thread of the server, or whoever simulates one. */
export interface ProofChecker {
  /** Prepares what is held against a proof; begun while the machine works. */
  prepare(specs: readonly ProofSpec[]): Promise<number>
  check(
    prepared: number,
    roots: readonly string[],
    places: readonly (readonly Place[])[],
    openings: readonly (readonly Opening[])[],
  ): Promise<Flaw | undefined>
}

export interface Figures {
  commit_seconds: number
  open_seconds: number
  least_seconds: number
  most_seconds: number
  multiplications: number
  bytes: number
  is_calibrated: boolean
}

export type Verdict =
  | { isVerified: true; figures: Figures }
  | { isVerified: false; reason: string; error: string; isPassing: boolean; figures?: Figures }

/**
 * Has a machine prove what it is: who its devices are, and that they have the memory and do the work of
 * their kind, in the time of their kind. docs/verification.md says what that is worth.
 *
 * @param now seconds, of a clock that only runs forward
 */
export async function verify(
  agent: Agent,
  devices: readonly ClaimedDevice[],
  { seed, checker, now }: { seed: string; checker: ProofChecker; now: () => number },
): Promise<Verdict> {
  try {
    await askWho(agent, devices)
    return await askWork(agent, devices, { seed, checker, now })
  } catch (error) {
    if (!(error instanceof AgentFailure)) throw error
    return { isVerified: false, reason: error.reason, error: error.message, isPassing: error.isPassing }
  }
}

async function askWho(agent: Agent, devices: readonly ClaimedDevice[]): Promise<void> {
  const infos = devices.map(({ info }) => info)
  for (let i = 0; i < CHALLENGES; i++) {
    const challenge = randomBytes(32).toString('hex')
    if ((await agent.challenge(challenge)).trim() !== answerChallenge(challenge, infos)) {
      throw new AgentFailure('challenge_failed', 'one or more device info challenges failed')
    }
  }
}

async function askWork(
  agent: Agent,
  devices: readonly ClaimedDevice[],
  { seed, checker, now }: { seed: string; checker: ProofChecker; now: () => number },
): Promise<Verdict> {
  const fresh = randomBytes(32).toString('hex')
  const specs = devices.map((device) => specFor(device, seed, fresh))
  const preparing = checker.prepare(specs)
  // Seen to below; until then it must not count as a failure that nobody waits for.
  preparing.catch(() => {})
  const begunAt = now()
  const roots = await agent.commit(specs)
  const commitSeconds = now() - begunAt
  const window = timeWindow(devices, specs)
  const figures: Figures = {
    commit_seconds: commitSeconds,
    open_seconds: 0,
    least_seconds: window.least,
    most_seconds: window.most,
    multiplications: specs.reduce((sum, spec) => sum + workOf(spec), 0),
    bytes: specs.reduce((sum, spec) => sum + bytesOf(spec), 0),
    is_calibrated: devices.every(({ kind }) => kind.proof.is_calibrated),
  }
  const fail = (reason: string, why: string): Verdict => ({
    isVerified: false,
    reason,
    error: `failed povw challenge(s): ${why}`,
    isPassing: false,
    figures,
  })
  const range = `${window.least.toFixed(2)} to ${window.most.toFixed(2)} s`
  if (commitSeconds < window.least) {
    return fail('too_fast', `done in ${commitSeconds.toFixed(2)} s, but this kind takes ${range}`)
  }
  if (commitSeconds > window.most) {
    return fail('too_slow', `done in ${commitSeconds.toFixed(2)} s, but this kind takes ${range}`)
  }
  const prepared = await preparing
  const places = specs.map((spec) => choosePlaces(spec))
  const openedAt = now()
  const openings = await agent.open(places)
  figures.open_seconds = now() - openedAt
  const mostToOpen = Math.max(...devices.map(({ kind }) => kind.proof.open_seconds))
  if (figures.open_seconds > mostToOpen) {
    const seconds = figures.open_seconds.toFixed(2)
    return fail(
      'opened_too_slow',
      `showing it took ${seconds} s, but what is in memory is shown in ${mostToOpen}`,
    )
  }
  const flaw = await checker.check(prepared, roots, places, openings)
  if (flaw !== undefined) return fail(flaw, FLAWS[flaw])
  return { isVerified: true, figures }
}

const FLAWS: Record<Flaw, string> = {
  malformed: 'the answer has not the form of a proof',
  not_committed: 'what was shown is not what was committed to',
  wrong_product: 'what was shown is not what was to be computed',
}

/** What a device is to compute: as much as its memory holds, from a seed that nobody knew before. */
export function specFor({ info, kind }: ClaimedDevice, seed: string, fresh: string): ProofSpec {
  const { block: side, fraction, most_bytes: most = Number.POSITIVE_INFINITY } = kind.proof
  const bytes = Math.min(info.memory * fraction, most)
  return {
    seed: createHash('sha256').update(`${seed}:${fresh}:${info.uuid}`).digest('hex'),
    side,
    blocks: Math.max(LEAST_BLOCKS, Math.floor(bytes / side ** 2)),
  }
}

/**
 * The time in which devices of these kinds do the work, in seconds. They may work one after the other or all
 * at once.
 */
export function timeWindow(
  devices: readonly ClaimedDevice[],
  specs: readonly ProofSpec[],
): { least: number; most: number } {
  const each = devices.map(({ info, kind }, i) => {
    const spec = specs[i]!
    const { macs_per_second: rate, bytes_per_second: bytesRate, is_per_processor: isPer } = kind.proof
    const times = isPer ? info.processors : 1
    return {
      least: workOf(spec) / (rate.most * times),
      // One processor of many may be all that is free.
      most: workOf(spec) / rate.least + bytesOf(spec) / bytesRate,
    }
  })
  return {
    least: Math.max(...each.map(({ least }) => least)),
    most: SLACK_SECONDS + each.reduce((sum, { most }) => sum + most, 0),
  }
}

import { isMainThread } from 'node:worker_threads'
import type { HostArray } from '../graph/dtype.ts'
import { elementsOf } from '../graph/elements-of.ts'
import { sizeOf } from '../graph/shape.ts'
import { inSlices } from './in-slices.ts'
import type { Plan } from './lower.ts'
import type { Feed, Timing } from './messages.ts'
import type { NearSession } from './near-session.ts'

/** A step this quick in the worker, in microseconds, costs less here than the way there and back. */
const QUICK = 1000
/** So many ops and so many bytes of weights make a session that is built in a few milliseconds: it holds the event loop. */
const SMALL = { ops: 32, bytes: 2 ** 22 }
/** So many quick runs make it worth a session. */
const RUNS = 3

interface Near {
  /** Runs that were quick, since the weights changed. */
  quick: number
  /** The versions of the cells that are frozen in the session. */
  versions: readonly number[]
  session?: NearSession
}

/**
 * Frozen steps that take less time than the way to the worker and back are run on the thread that asks, as soon as
 * the worker has shown that they do. Frozen steps write nothing, so it makes no difference where they run; with
 * other weights they go to the worker again.
 */
export class NearSessions {
  #known = new Map<string, Near>()
  #threads: number
  #most: number
  #isClosed = false

  constructor(threads: number, most: number) {
    this.#threads = threads
    this.#most = most
  }

  /** Runs a plan here, where that can be done; else undefined. */
  run(plan: Plan, feeds: readonly Feed[] = []): ReturnType<NearSession['run']> | undefined {
    const near = this.#known.get(plan.key)
    if (!near?.session || near.session.isBusy) return undefined
    if (!isCurrent(near, plan)) {
      this.forget(plan.key)
      return undefined
    }
    const arrays: HostArray[] = []
    for (const { origin, value } of plan.inputs) {
      const feed =
        origin.kind === 'data'
          ? elementsOf(value, origin.leaf)
          : origin.kind === 'argument' && feeds[origin.position]
      // What lies in the worker, and random numbers, are its business.
      if (!ArrayBuffer.isView(feed)) return undefined
      arrays.push(feed)
    }
    // Last in the map: used last.
    this.#known.delete(plan.key)
    this.#known.set(plan.key, near)
    return near.session.run(arrays)
  }

  /** Hears how long a plan took in the worker. `copy` gives what the worker has frozen in it. */
  async consider(plan: Plan, { computing }: Timing, copy: () => Promise<HostArray[]>): Promise<void> {
    // A thread that may be terminated is better never inside a native library: it would take the process with it.
    if (computing > QUICK || !isMainThread || !isSmall(plan)) return
    const near = this.#known.get(plan.key) ?? { quick: 0, versions: [] }
    if (++near.quick === 1) near.versions = versionsOf(plan)
    this.#known.set(plan.key, near)
    if (this.#known.size > this.#most) this.forget(this.#known.keys().next().value!)
    if (near.quick !== RUNS) return
    if (!isCurrent(near, plan)) return this.forget(plan.key)
    const [model, data] = await Promise.all([inSlices(plan.model()), copy()])
    // Loaded here, in a thread that may never need it otherwise.
    const { NearSession } = await import('./near-session.ts')
    const slot = ({ name, value: { dtype, shape } }: Plan['outputs'][number]) => ({ name, dtype, shape })
    const session = new NearSession({
      model,
      inputs: plan.inputs.map(slot),
      outputs: plan.outputs.map(slot),
      frozen: plan.frozen.map((input, i) => ({ ...slot(input), data: data[i]! })),
      threads: this.#threads,
    })
    // Meanwhile weights may have been assigned, before or after they were copied.
    if (this.#isClosed || !isCurrent(near, plan) || this.#known.get(plan.key) !== near) {
      void session.release()
      this.forget(plan.key)
    } else near.session = session
  }

  close(): void {
    this.#isClosed = true
    for (const key of [...this.#known.keys()]) this.forget(key)
  }

  /** Frees a plan's session, if there is one here. */
  forget(key: string): void {
    void this.#known.get(key)?.session?.release()
    this.#known.delete(key)
  }
}

/** What was asked for, done or not: a run may only see weights that nothing is about to change. */
const versionsOf = ({ frozen }: Plan): number[] =>
  frozen.map(({ origin }) => (origin.kind === 'cell' ? origin.cell.version : 0))

function isCurrent({ versions }: Near, plan: Plan): boolean {
  return plan.frozen.every(({ origin }, i) => origin.kind === 'cell' && origin.cell.version === versions[i])
}

function isSmall({ ops, frozen }: Plan): boolean {
  const bytes = frozen.reduce((sum, { value }) => sum + 8 * sizeOf(value.shape), 0)
  return frozen.length > 0 && ops <= SMALL.ops && bytes <= SMALL.bytes
}

/** What may be done in an environment: one of so many actions, or a force between two limits. */
export type Actions = { kind: 'discrete'; count: number } | { kind: 'continuous'; low: number; high: number }

/** What an action led to. */
export interface Outcome {
  observation: number[]
  reward: number
  /** The task is over: solved, or failed. */
  terminated: boolean
  /** It took too long. */
  truncated: boolean
}

/** The physics of one task; states are plain numbers, so that they can be looked at and set. */
export interface Physics {
  actions: Actions
  /** Steps after which an episode is cut off. */
  maxSteps: number
  /** Where an episode starts, by random numbers of [0, 1). */
  start(random: () => number): number[]
  /** What a state looks like to who acts in it. */
  observe(state: readonly number[]): number[]
  /** One step of time under an action: its number, or a force (what is beyond the limits does no more). */
  move(state: readonly number[], action: number): { state: number[]; reward: number; terminated: boolean }
}

/** A task to learn by trying, with the interface of Gymnasium: reset it, then step until an episode ends. */
export class Environment {
  readonly name: string
  readonly actions: Actions
  /** Not what is seen of it: see `observe` of its physics. */
  state: number[]
  readonly #physics: Physics
  readonly #random: () => number
  #steps = 0

  constructor(name: string, physics: Physics, seed: number) {
    this.name = name
    this.actions = physics.actions
    this.#physics = physics
    this.#random = seededRandom(seed)
    this.state = physics.start(this.#random)
  }

  /** Starts a new episode and returns its first observation. */
  reset(): number[] {
    this.#steps = 0
    this.state = this.#physics.start(this.#random)
    return this.observe()
  }

  observe(): number[] {
    return this.#physics.observe(this.state)
  }

  /** @throws RangeError for an action that there is not */
  step(action: number): Outcome {
    const { actions } = this
    if (actions.kind === 'discrete' && !(Number.isInteger(action) && action >= 0 && action < actions.count)) {
      throw new RangeError(`${this.name} has the actions 0 to ${actions.count - 1}, not ${action}`)
    }
    const { state, reward, terminated } = this.#physics.move(this.state, action)
    this.state = state
    this.#steps++
    const truncated = this.#steps >= this.#physics.maxSteps
    return { observation: this.observe(), reward, terminated, truncated }
  }
}

export const clamp = (x: number, low: number, high: number): number => Math.min(Math.max(x, low), high)

/** Numbers of [0, 1) that a seed repeats on every machine (mulberry32, public domain). */
function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

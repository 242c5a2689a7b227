import { clamp, type Physics } from './environment.ts'

const LEFT = -1.2
const RIGHT = 0.6
const FASTEST = 0.07
const GRAVITY = 0.0025

const start: Physics['start'] = (random) => [random() * 0.2 - 0.6, 0]

/** The car after one step under a force: the state is its place and speed, and the left end stops it. */
function drive([place, speed]: readonly number[], force: number): [place: number, speed: number] {
  const faster = clamp(speed! + force - GRAVITY * Math.cos(3 * place!), -FASTEST, FASTEST)
  const next = clamp(place! + faster, LEFT, RIGHT)
  return [next, next === LEFT && faster < 0 ? 0 : faster]
}

/**
 * A car too weak to drive up the hill at once has to swing (Moore, 1990): left (0), nothing (1) or right (2).
 */
export const mountainCar: Physics = {
  actions: { kind: 'discrete', count: 3 },
  maxSteps: 200,
  start,
  observe: (state) => [...state],
  move(before, action) {
    const state = drive(before, (action - 1) * 0.001)
    return { state, reward: -1, terminated: state[0] >= 0.5 && state[1] >= 0 }
  },
}

/** The same hill with a force of one's choice, which costs its square (that of what was asked for). */
export const mountainCarContinuous: Physics = {
  actions: { kind: 'continuous', low: -1, high: 1 },
  maxSteps: 999,
  start,
  observe: (state) => [...state],
  move(before, action) {
    const state = drive(before, clamp(action, -1, 1) * 0.0015)
    const terminated = state[0] >= 0.45 && state[1] >= 0
    return { state, reward: (terminated ? 100 : 0) - 0.1 * action ** 2, terminated }
  },
}

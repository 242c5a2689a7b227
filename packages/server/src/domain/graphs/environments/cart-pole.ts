import type { Physics } from './environment.ts'

const GRAVITY = 9.8
const CART_MASS = 1
const POLE_MASS = 0.1
const TOTAL_MASS = CART_MASS + POLE_MASS
/** Half of the pole. */
const LENGTH = 0.5
const FORCE = 10
const SECONDS = 0.02
const WIDEST = 2.4
const STEEPEST = (12 * Math.PI) / 180

/**
 * A pole on a cart that is pushed left (0) or right (1) so that it stays up (Barto, Sutton and Anderson, 1983). The
 * state is the cart's place and speed, the pole's angle and speed.
 */
export const cartPole = (maxSteps: number): Physics => ({
  actions: { kind: 'discrete', count: 2 },
  maxSteps,
  start: (random) => Array.from({ length: 4 }, () => random() * 0.1 - 0.05),
  observe: (state) => [...state],
  move([place, speed, angle, turn], action) {
    const [cos, sin] = [Math.cos(angle!), Math.sin(angle!)]
    const push = (action === 1 ? FORCE : -FORCE) + POLE_MASS * LENGTH * turn! ** 2 * sin
    const fall =
      (GRAVITY * sin - (cos * push) / TOTAL_MASS) / (LENGTH * (4 / 3 - (POLE_MASS * cos ** 2) / TOTAL_MASS))
    const gain = (push - POLE_MASS * LENGTH * fall * cos) / TOTAL_MASS
    const state = [
      place! + SECONDS * speed!,
      speed! + SECONDS * gain,
      angle! + SECONDS * turn!,
      turn! + SECONDS * fall,
    ]
    const terminated = Math.abs(state[0]!) > WIDEST || Math.abs(state[2]!) > STEEPEST
    return { state, reward: 1, terminated }
  },
})

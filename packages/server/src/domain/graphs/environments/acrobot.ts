import { clamp, type Physics } from './environment.ts'

const GRAVITY = 9.8
const MASS = 1
const LENGTH = 1
const CENTRE = 0.5
const INERTIA = 1
const SECONDS = 0.2

/** Accelerations of both joints under a torque on the second (Sutton and Barto, 1998, section 11.3). */
function change([a, b, da, db]: readonly number[], torque: number): number[] {
  const [first, second, turn1, turn2] = [a!, b!, da!, db!]
  const cos = Math.cos(second)
  const sin = Math.sin(second)
  const d1 = MASS * CENTRE ** 2 + MASS * (LENGTH ** 2 + CENTRE ** 2 + 2 * LENGTH * CENTRE * cos) + 2 * INERTIA
  const d2 = MASS * (CENTRE ** 2 + LENGTH * CENTRE * cos) + INERTIA
  const pull2 = MASS * CENTRE * GRAVITY * Math.cos(first + second - Math.PI / 2)
  const pull1 =
    -MASS * LENGTH * CENTRE * turn2 ** 2 * sin -
    2 * MASS * LENGTH * CENTRE * turn2 * turn1 * sin +
    (MASS * CENTRE + MASS * LENGTH) * GRAVITY * Math.cos(first - Math.PI / 2) +
    pull2
  const gain2 =
    (torque + (d2 / d1) * pull1 - MASS * LENGTH * CENTRE * turn1 ** 2 * sin - pull2) /
    (MASS * CENTRE ** 2 + INERTIA - d2 ** 2 / d1)
  return [turn1, turn2, -(d2 * gain2 + pull1) / d1, gain2]
}

/** One step of the fourth-order Runge-Kutta method. */
function integrate(state: readonly number[], torque: number): number[] {
  const ahead = (slope: readonly number[], seconds: number) => state.map((x, i) => x + seconds * slope[i]!)
  const k1 = change(state, torque)
  const k2 = change(ahead(k1, SECONDS / 2), torque)
  const k3 = change(ahead(k2, SECONDS / 2), torque)
  const k4 = change(ahead(k3, SECONDS), torque)
  return state.map((x, i) => x + (SECONDS / 6) * (k1[i]! + 2 * k2[i]! + 2 * k3[i]! + k4[i]!))
}

function wrap(angle: number): number {
  let wrapped = angle
  while (wrapped > Math.PI) wrapped -= 2 * Math.PI
  while (wrapped < -Math.PI) wrapped += 2 * Math.PI
  return wrapped
}

/**
 * Two hanging links whose tip is to be swung over a line, by torque -1, 0 or 1 on the joint between them. The state is
 * both angles (0 hangs down) and both speeds.
 */
export const acrobot: Physics = {
  actions: { kind: 'discrete', count: 3 },
  maxSteps: 500,
  start: (random) => Array.from({ length: 4 }, () => random() * 0.2 - 0.1),
  observe: ([a, b, da, db]) => [Math.cos(a!), Math.sin(a!), Math.cos(b!), Math.sin(b!), da!, db!],
  move(before, action) {
    const [a, b, da, db] = integrate(before, action - 1) as [number, number, number, number]
    const fastest = Math.PI
    const state = [
      wrap(a),
      wrap(b),
      clamp(da, -4 * fastest, 4 * fastest),
      clamp(db, -9 * fastest, 9 * fastest),
    ]
    const terminated = -Math.cos(state[0]!) - Math.cos(state[1]! + state[0]!) > 1
    return { state, reward: terminated ? 0 : -1, terminated }
  },
}

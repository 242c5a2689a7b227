import { clamp, type Physics } from './environment.ts'

const GRAVITY = 10
const MASS = 1
const LENGTH = 1
const SECONDS = 0.05
const FASTEST = 8

/** An angle between -π and π. */
const wrap = (angle: number) => {
  const turn = 2 * Math.PI
  return ((((angle + Math.PI) % turn) + turn) % turn) - Math.PI
}

/** A pendulum to be swung up and held with a weak motor; the state is its angle (0 is up) and speed. */
export const pendulum: Physics = {
  actions: { kind: 'continuous', low: -2, high: 2 },
  maxSteps: 200,
  start: (random) => [(random() * 2 - 1) * Math.PI, random() * 2 - 1],
  observe: ([angle, turn]) => [Math.cos(angle!), Math.sin(angle!), turn!],
  move([angle, turn], action) {
    const torque = clamp(action, -2, 2)
    const cost = wrap(angle!) ** 2 + 0.1 * turn! ** 2 + 0.001 * torque ** 2
    const gain = ((3 * GRAVITY) / (2 * LENGTH)) * Math.sin(angle!) + (3 / (MASS * LENGTH ** 2)) * torque
    const faster = clamp(turn! + gain * SECONDS, -FASTEST, FASTEST)
    return { state: [angle! + faster * SECONDS, faster], reward: -cost, terminated: false }
  },
}

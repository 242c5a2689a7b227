import { Fault } from '../../../fault.ts'
import { acrobot } from './acrobot.ts'
import { cartPole } from './cart-pole.ts'
import { Environment, type Physics } from './environment.ts'
import { mountainCar, mountainCarContinuous } from './mountain-car.ts'
import { pendulum } from './pendulum.ts'

/** The classic control tasks, by the names that Gymnasium gave them. */
const PHYSICS: ReadonlyMap<string, Physics> = new Map([
  ['CartPole-v0', cartPole(200)],
  ['CartPole-v1', cartPole(500)],
  ['MountainCar-v0', mountainCar],
  ['MountainCarContinuous-v0', mountainCarContinuous],
  ['Acrobot-v1', acrobot],
  ['Pendulum-v1', pendulum],
])

/** @throws Fault `validation_failed` that lists the environments there are */
export function makeEnvironment(name: string, seed: number): Environment {
  const physics = PHYSICS.get(name)
  if (physics) return new Environment(name, physics, seed)
  throw new Fault(
    'validation_failed',
    `there is no environment "${name}"; there are ${[...PHYSICS.keys()].join(', ')}`,
  )
}

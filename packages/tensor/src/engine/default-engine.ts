import { Engine } from './engine.ts'

let current: Engine | undefined

/** The engine that everything runs on unless told otherwise; started at first use, with one thread. */
export function defaultEngine(): Engine {
  current ??= new Engine()
  return current
}

/** Makes another engine the default, for instance one with more threads. Variables do not move with it. */
export function setDefaultEngine(engine: Engine): void {
  current = engine
}

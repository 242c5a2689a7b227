import { Engine } from './engine.ts'

let current: Engine | undefined

/**
 * The engine that everything runs on unless told otherwise; started at first use, with one thread.
 *
 * @example
 * defaultEngine().options.threads // 1
 */
export function defaultEngine(): Engine {
  current ??= new Engine()
  return current
}

/**
 * Makes another engine the default, for instance one with more threads. Variables do not move with it.
 *
 * @example
 * const before = defaultEngine()
 * setDefaultEngine(new Engine({ threads: 2 }))
 * tensor([1, 2]).add(1) // [2, 3]
 * await defaultEngine().close()
 * setDefaultEngine(before)
 */
export function setDefaultEngine(engine: Engine): void {
  current = engine
}

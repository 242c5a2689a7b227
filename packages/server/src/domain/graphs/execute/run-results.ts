import type { Plan } from '../plan/plan-run.ts'
import type { Result } from './result-cache.ts'

/** What the graph nodes of a run gave, kept by their places in the plan and asked for by id. */
export class RunResults {
  readonly #plan: Plan
  readonly #results: (Result | undefined)[]
  /** Made when somebody first asks: most runs are only watched. */
  #places: ReadonlyMap<string, number> | undefined

  constructor(plan: Plan) {
    this.#plan = plan
    this.#results = plan.map(() => undefined)
  }

  set(place: number, result: Result): void {
    this.#results[place] = result
  }

  get(id: string): Result | undefined {
    this.#places ??= new Map(this.#plan.map((planned, place) => [planned.id, place]))
    const place = this.#places.get(id)
    return place === undefined ? undefined : this.#results[place]
  }

  /** Those there are, by id, in the order of the plan. */
  *[Symbol.iterator](): Generator<[id: string, result: Result]> {
    for (const [place, result] of this.#results.entries()) if (result) yield [this.#plan[place]!.id, result]
  }
}

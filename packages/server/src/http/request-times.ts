import type { Histogram } from 'prom-client'

/** How many times are held back before they are counted. */
const BATCH = 512

type Labels = 'method' | 'route' | 'status'

/**
 * Times of requests on their way into a histogram. Counting one costs about as much as a small answer does,
 * so they are counted many at a time: when a batch is full, and when somebody looks.
 */
export class RequestTimes {
  readonly #histogram: () => Histogram<Labels>
  #held: [labels: Record<Labels, string | number>, seconds: number][] = []

  constructor(histogram: () => Histogram<Labels>) {
    this.#histogram = histogram
  }

  add(labels: Record<Labels, string | number>, seconds: number): void {
    this.#held.push([labels, seconds])
    if (this.#held.length >= BATCH) this.count()
  }

  /** Counts what is held back. */
  count(): void {
    const histogram = this.#histogram()
    for (const [labels, seconds] of this.#held) histogram.observe(labels, seconds)
    this.#held = []
  }
}

/** Upper bounds of the buckets, in seconds. */
const BOUNDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

interface Series {
  /** How many requests fell into each bucket, the last one for what is slower than all. */
  buckets: number[]
  sum: number
}

/**
 * How long requests took, by method, route and status: a histogram in the form `prom-client` registers.
 *
 * Its own histogram joins and hashes the labels of each observation, which costs as much as a small answer;
 * here a request finds its counters by three look-ups.
 */
export class RequestSeconds {
  readonly name = 'nodeyard_http_request_seconds'
  readonly help = 'How long requests took, by method, route and status.'
  readonly type = 'histogram'
  readonly aggregator = 'sum'
  readonly #series = new Map<string, Map<string, Map<number, Series>>>()

  observe(method: string, route: string, status: number, seconds: number): void {
    const series = this.#series.get(route)?.get(method)?.get(status) ?? this.#addSeries(method, route, status)
    let bucket = 0
    while (bucket < BOUNDS.length && seconds > BOUNDS[bucket]!) bucket++
    series.buckets[bucket]!++
    series.sum += seconds
  }

  #addSeries(method: string, route: string, status: number): Series {
    const series = { buckets: Array<number>(BOUNDS.length + 1).fill(0), sum: 0 }
    const methods = this.#series.get(route) ?? new Map<string, Map<number, Series>>()
    const statuses = methods.get(method) ?? new Map<number, Series>()
    this.#series.set(route, methods.set(method, statuses.set(status, series)))
    return series
  }

  /** What the registry asks for. */
  async get() {
    return { ...this, values: [...this.#values()] }
  }

  *#values() {
    for (const [route, methods] of this.#series) {
      for (const [method, statuses] of methods) {
        for (const [status, { buckets, sum }] of statuses) {
          const labels = { method, route, status }
          let count = 0
          for (const [i, inBucket] of buckets.entries()) {
            count += inBucket
            const le = BOUNDS[i] ?? '+Inf'
            yield { metricName: `${this.name}_bucket`, labels: { le, ...labels }, value: count }
          }
          yield { metricName: `${this.name}_sum`, labels, value: sum }
          yield { metricName: `${this.name}_count`, labels, value: count }
        }
      }
    }
  }
}

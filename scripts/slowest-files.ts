// A reporter for Node's test runner: after a run, the test files that took longest. The whole of `npm test` has
// twelve minutes; this says where they went.
import { relative } from 'node:path'
import type { TestEvent } from 'node:test/reporters'

const MOST = 15

export default async function* slowestFiles(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const took = new Map<string, number>()
  for await (const { type, data } of events) {
    if ((type !== 'test:pass' && type !== 'test:fail') || data.nesting > 0 || !data.file) continue
    took.set(data.file, (took.get(data.file) ?? 0) + data.details.duration_ms)
  }
  // A look at a few files needs no list.
  if (took.size <= MOST) return
  yield '\nThe files whose tests took longest:\n'
  for (const [file, ms] of [...took].sort(([, a], [, b]) => b - a).slice(0, MOST)) {
    yield `${(ms / 1000).toFixed(1).padStart(7)} s  ${relative(process.cwd(), file)}\n`
  }
}

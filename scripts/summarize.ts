// A reporter for Node's test runner: how a run ended, and which test files took longest, as JSON.
import { relative } from 'node:path'
import type { TestEvent } from 'node:test/reporters'

export interface Summary {
  counts: { passed: number; failed: number; cancelled: number; skipped: number }
  /** Seconds of the tests of each file, the slowest file first. */
  files: [file: string, seconds: number][]
}

export default async function* summarize(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const took = new Map<string, number>()
  let counts: Summary['counts'] = { passed: 0, failed: 0, cancelled: 0, skipped: 0 }
  for await (const { type, data } of events) {
    if (type === 'test:summary' && data.file === undefined) counts = data.counts
    if ((type !== 'test:pass' && type !== 'test:fail') || data.nesting > 0 || !data.file) continue
    const file = relative(process.cwd(), data.file)
    took.set(file, (took.get(file) ?? 0) + data.details.duration_ms / 1000)
  }
  const files = [...took].sort(([, a], [, b]) => b - a)
  yield JSON.stringify({ counts, files } satisfies Summary)
}

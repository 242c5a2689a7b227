// A reporter for Node's test runner: how a run ended, and which test files took longest, as JSON.
import { relative } from 'node:path'
import type { TestEvent } from 'node:test/reporters'

export interface Summary {
  counts: { passed: number; skipped: number }
  /** A line for each test that failed or was cancelled, with its file. */
  failures: string[]
  /** Seconds of the tests of each file. */
  files: [file: string, seconds: number][]
}

export default async function* summarize(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const took = new Map<string, number>()
  const failures: string[] = []
  let counts: Summary['counts'] = { passed: 0, skipped: 0 }
  for await (const { type, data } of events) {
    if (type === 'test:summary' && data.file === undefined) counts = data.counts
    if ((type !== 'test:pass' && type !== 'test:fail') || data.nesting > 0 || !data.file) continue
    const file = relative(process.cwd(), data.file)
    if (type === 'test:fail') failures.push(`${file}:${data.line}: ${data.name}`)
    took.set(file, (took.get(file) ?? 0) + data.details.duration_ms / 1000)
  }
  const { passed, skipped } = counts
  yield JSON.stringify({ counts: { passed, skipped }, failures, files: [...took] } satisfies Summary)
}

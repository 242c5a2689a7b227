import { Type } from 'typebox'
import type { Place } from '../../domain/graphs/runs/place.ts'
import { Fault } from '../../fault.ts'

/** Where a list of runs goes on. */
export const Before = Type.Optional(
  Type.String({
    maxLength: 400,
    examples: ['2026-01-31T12:00:00.000Z', '2026-01-31T12:00:00.000Z,run_01JK'],
    description:
      'Only runs made before this time. `<created_at>,<id>` of the last run you have goes on right after that run, ' +
      'also among those of one millisecond',
  }),
)

const PLACE = /^(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d))(?:,(.+))?$/is

/** @throws Fault `validation_failed` */
export function readPlace(before: string | undefined): Place | undefined {
  if (before === undefined) return undefined
  const [, time = '', id] = PLACE.exec(before) ?? []
  const createdAt = Date.parse(time)
  if (Number.isNaN(createdAt)) {
    const message = 'must be a time, or <created_at>,<id> of a run'
    throw new Fault('validation_failed', `before: ${message}`, {
      field: 'before',
      issues: [{ loc: ['query', 'before'], message, type: 'value_error' }],
    })
  }
  return { createdAt, id }
}

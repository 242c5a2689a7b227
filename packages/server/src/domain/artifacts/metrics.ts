import type { Database } from '../../db/database.ts'
import { Fault } from '../../fault.ts'
import type { Caller } from '../accounts/caller.ts'
import { changeArtifact } from './change-artifact.ts'
import { type ArtifactRef, type FoundArtifact, resolveVersion, type VersionRow } from './find-artifact.ts'
import { getArtifactToChange } from './write-access.ts'

export const MAX_METRICS = 1000
export const MAX_METRIC_NAME = 128

/**
 * Adds to the metrics of a version; one that is there already gets the new value, the others stay.
 *
 * @throws Fault `validation_failed`, `forbidden`, `not_found`
 */
export async function mergeMetrics(
  database: Database,
  caller: Caller,
  ref: ArtifactRef & { version: string },
  metrics: Readonly<Record<string, number>>,
): Promise<{ found: FoundArtifact; version: VersionRow }> {
  const found = await getArtifactToChange(database.read, caller, ref, 'contributor')
  for (const [name, value] of Object.entries(metrics)) requireMetric(name, value)
  const { id } = await resolveVersion(database.read, found.artifact, ref.version)
  const version = await database.write(async (trx) => {
    // First, so that of two who merge at once the second reads what the first has written.
    await changeArtifact(trx, found.artifact.id, { versionId: id })
    const row = await trx
      .selectFrom('version')
      .select('metrics')
      .where('id', '=', id)
      .where('state', '!=', 'deleted')
      .executeTakeFirst()
    if (!row) throw new Fault('not_found', 'this version was deleted')
    const merged = { ...JSON.parse(row.metrics), ...metrics }
    if (Object.keys(merged).length > MAX_METRICS) {
      throw new Fault('validation_failed', `a version has at most ${MAX_METRICS} metrics`)
    }
    return trx
      .updateTable('version')
      .set({ metrics: JSON.stringify(merged) })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow()
  })
  return { found, version }
}

function requireMetric(name: string, value: number): void {
  const problem = findProblem(name)
  if (problem === undefined && Number.isFinite(value)) return
  const shown = name.slice(0, MAX_METRIC_NAME).toWellFormed()
  const message = problem
    ? `${JSON.stringify(shown)} is not a name of a metric: it ${problem}`
    : `${JSON.stringify(shown)} is larger than any number here can be`
  throw new Fault('validation_failed', message, {
    field: shown,
    issues: [{ loc: ['body', shown], message, type: 'value_error' }],
  })
}

function findProblem(name: string): string | undefined {
  if (name.trim() === '') return 'is empty'
  if (name.length > MAX_METRIC_NAME) return `is longer than ${MAX_METRIC_NAME} characters`
  if (!name.isWellFormed()) return 'is not valid Unicode'
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  if (/[\u0000-\u001f\u007f]/.test(name)) return 'holds a control character'
  return undefined
}

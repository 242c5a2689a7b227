import type { Db } from '../../../db/database.ts'
import { Fault } from '../../../fault.ts'
import type { ArtifactRow, VersionRow } from '../find-artifact.ts'
import type { Inspection } from '../inspection.ts'
import { licenceConflicts } from '../licences/licence-conflicts.ts'
import { canonicalLicence } from '../licences/licences.ts'
import type { Manifest } from '../manifest.ts'
import type { Documents } from './documents.ts'
import { findIngredients } from './ingredients.ts'

export interface Check {
  id: 'card' | 'config' | 'licence' | 'licence_conflict' | 'scan' | 'checksum' | 'schema'
  status: 'passed' | 'warning' | 'failed'
  /** What is wrong and what to do about it; or what is right. */
  message: string
}

/** What the checks look at, of a version that is there or of one about to be. */
export interface Checked {
  kind: ArtifactRow['kind']
  ownerId: string
  isSold: boolean
  manifest: Manifest
  inspection: Inspection
  paths: readonly string[]
  /** Files whose bytes are not here. */
  missing: readonly string[]
}

/** What stands between a version and the public. It may be listed when nothing has `failed`. */
export async function publishingChecks(db: Db, version: VersionRow): Promise<Check[]> {
  const artifact = await db
    .selectFrom('artifact')
    .select(['kind', 'is_paid', 'owner_id'])
    .where('id', '=', version.artifact_id)
    .executeTakeFirstOrThrow()
  const files = await db
    .selectFrom('version_file')
    .leftJoin('blob', (join) =>
      join
        .onRef('blob.sha256', '=', 'version_file.sha256')
        .onRef('blob.size', '=', 'version_file.size')
        .on('blob.state', '=', 'present'),
    )
    .select(['version_file.path', 'blob.sha256'])
    .where('version_file.version_id', '=', version.id)
    .execute()
  return runChecks(db, {
    kind: artifact.kind,
    ownerId: artifact.owner_id,
    isSold: artifact.is_paid === 1,
    manifest: JSON.parse(version.manifest),
    inspection: JSON.parse(version.inspection),
    paths: files.map(({ path }) => path),
    missing: files.filter(({ sha256 }) => sha256 === null).map(({ path }) => path),
  })
}

/** @throws Fault `validation_failed` that says which checks of the latest version fail */
export async function requirePublishable(db: Db, artifact: ArtifactRow): Promise<void> {
  const latest = await db
    .selectFrom('version')
    .selectAll()
    .where('id', '=', artifact.latest_version_id ?? '')
    .executeTakeFirst()
  if (!latest) {
    const message = `the ${artifact.kind} has no published revision yet, so there is nothing to show`
    throw new Fault('validation_failed', message, { field: 'visibility' })
  }
  requirePassed(await publishingChecks(db, latest))
}

/** @throws Fault `validation_failed` when any failed */
export function requirePassed(checks: readonly Check[]): void {
  const failed = checks.filter(({ status }) => status === 'failed')
  if (failed.length === 0) return
  const code = failed.some(({ id }) => id === 'scan') ? 'scan_blocked' : 'validation_failed'
  throw new Fault(
    code,
    `it cannot be public yet: ${failed.map(({ id, message }) => `${id}: ${message}`).join('; ')}`,
    {
      field: failed[0]!.id,
      issues: failed.map(({ id, message }) => ({ loc: ['body', id], message, type: 'check_failed' })),
    },
  )
}

export async function runChecks(db: Db, checked: Checked): Promise<Check[]> {
  const { kind, manifest, inspection } = checked
  const documents: Documents | undefined = inspection.documents
  return [
    checkCard(checked, documents),
    ...(kind === 'model' ? [checkConfig(checked, documents)] : []),
    checkLicence(checked),
    await checkConflicts(db, checked),
    checkScan(inspection),
    checkBytes(checked),
    kind === 'model' ? checkModelSchema(inspection) : checkColumns(manifest),
  ]
}

const check = (id: Check['id'], status: Check['status'], message: string): Check => ({ id, status, message })

const CARD = { model: 'model_card.md', dataset: 'README.md' } as const

function checkCard({ kind, paths }: Checked, documents: Documents | undefined): Check {
  const path = CARD[kind]
  const missing = `add ${path} at the root: what it is, what it is for and what it was made from`
  if (!paths.includes(path)) return check('card', kind === 'model' ? 'failed' : 'warning', missing)
  const card = documents?.card
  if (card?.problem) return check('card', 'failed', `${path}: ${card.problem}`)
  if (card && !card.hasText) return check('card', 'warning', `${path} says nothing below its front matter`)
  if (card && !card.hasFrontMatter) {
    return check('card', 'warning', `${path} has no front matter (name, license, training_data, benchmarks)`)
  }
  return check('card', 'passed', `${path} is there`)
}

function checkConfig({ paths }: Checked, documents: Documents | undefined): Check {
  if (!paths.includes('config.json')) {
    const what = 'add config.json at the root: framework, task, and the inputs and outputs with their shapes'
    return check('config', 'failed', what)
  }
  const problem = documents?.config?.problem
  return problem
    ? check('config', 'failed', `config.json: ${problem}`)
    : check('config', 'passed', 'config.json can be read')
}

function checkLicence({ manifest: { license }, paths }: Checked): Check {
  if (license === undefined) return check('licence', 'failed', 'say under which licence it may be used')
  if (canonicalLicence(license) === undefined) {
    return check(
      'licence',
      'failed',
      `"${license}" is no SPDX identifier: GET /v1/licenses lists what is known`,
    )
  }
  if (!paths.some((path) => /^licen[cs]e(?:\.(?:md|txt))?$/i.test(path))) {
    return check('licence', 'warning', `the text of ${license} is not among the files: add LICENSE`)
  }
  return check('licence', 'passed', license)
}

async function checkConflicts(db: Db, { manifest, isSold, inspection, ownerId }: Checked): Promise<Check> {
  const ingredients = await findIngredients(db, ownerId, manifest, inspection.documents)
  const conflicts = licenceConflicts({ license: manifest.license ?? null, isSold }, ingredients)
  if (conflicts.length > 0) {
    return check('licence_conflict', 'failed', conflicts.map(({ message }) => message).join('; '))
  }
  const unknown = ingredients.filter(({ license }) => license === null).map(({ name }) => name)
  if (unknown.length > 0) {
    const names = unknown.slice(0, 5).join(', ')
    return check('licence_conflict', 'warning', `the licence of ${names} is not known here: see for yourself`)
  }
  return check('licence_conflict', 'passed', `${ingredients.length} named sources agree with its licence`)
}

function checkScan({ scan, files }: Inspection): Check {
  if (scan === 'safe') return check('scan', 'passed', 'nothing in its files runs when they are loaded')
  const bad = files
    .filter(({ verdict }) => verdict === scan)
    .slice(0, 5)
    .map(({ path, reasons = [] }) => `${path}${reasons.length > 0 ? ` (${reasons[0]})` : ''}`)
  const what = `${bad.join(', ')}: save the weights as safetensors`
  return scan === 'dangerous'
    ? check('scan', 'failed', `runs code when it is loaded: ${what}`)
    : check('scan', 'warning', `may run code when it is loaded: ${what}`)
}

function checkBytes({ missing, paths }: Checked): Check {
  if (missing.length === 0)
    return check('checksum', 'passed', `${paths.length} files have the announced SHA-256`)
  const names = missing.slice(0, 5).join(', ')
  return check('checksum', 'failed', `${missing.length} files have not arrived whole: ${names}`)
}

function checkModelSchema({ schema }: Inspection): Check {
  if (schema) return check('schema', 'passed', `inputs and outputs are known from ${schema.source}`)
  const what = 'neither an ONNX file nor config.json says which inputs and outputs it has: no one can call it'
  return check('schema', 'warning', what)
}

function checkColumns({ data_schema: columns }: Manifest): Check {
  const count = Object.keys(columns ?? {}).length
  return count > 0
    ? check('schema', 'passed', `${count} columns are known`)
    : check('schema', 'warning', 'no columns are known: its files are no tables, or cannot be read as such')
}

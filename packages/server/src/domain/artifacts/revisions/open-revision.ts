import type { Database } from '../../../db/database.ts'
import type { Caller } from '../../accounts/caller.ts'
import { checkText } from '../assets/check-text.ts'
import { readDeclared } from '../assets/declared.ts'
import { requireLicence } from '../assets/require-licence.ts'
import type { FoundArtifact } from '../find-artifact.ts'
import { type Manifest, MODEL_FRAMEWORKS } from '../manifest.ts'
import { type OpenRegistration, openRegistration } from '../registrations.ts'
import type { VersionFile } from '../versions.ts'
import { findParent } from './find-parent.ts'
import { promisesOf, requireHonestNumber } from './semver-rule.ts'

export interface NewRevision {
  version: string
  /** The number of the version it derives from; default the highest below. */
  parent?: string | undefined
  changelog?: string | undefined
  /** Default: the artifact's. */
  license?: string | undefined
  summary?: string | undefined
  /** What it was trained on, and what it was made from: `owner/name` or `owner/name@1.0.0`. */
  datasetRefs?: string[] | undefined
  baseModel?: string | undefined
  files: readonly VersionFile[]
}

/**
 * Begins a revision of a model or dataset: says which of its files have to be sent, and where. It appears
 * when it is published. Asked again for the same, it goes on with the same uploads.
 *
 * @throws Fault `validation_failed` for a number that hides a change of licence, and for what
 * `openRegistration` refuses; `already_exists`, `forbidden`
 */
export async function openRevision(
  database: Database,
  caller: Caller,
  { artifact, ownerSlug: owner }: FoundArtifact,
  wanted: NewRevision,
): Promise<OpenRegistration & { parent: string | null }> {
  const { version, files, changelog } = wanted
  checkText({ changelog, summary: wanted.summary })
  const manifest = await manifestOf(database, artifact, wanted)
  const ref = { owner, kind: artifact.kind, name: artifact.name }
  const parent = await findParent(database.read, artifact.id, version, wanted.parent)
  if (parent) {
    const before = promisesOf(parent.version, JSON.parse(parent.manifest))
    requireHonestNumber(before, promisesOf(version, manifest))
  }
  const about = {
    ...(changelog === undefined ? {} : { changelog }),
    ...(parent === undefined ? {} : { parent: parent.version }),
  }
  const places = {
    name: ['path', 'id'],
    version: ['body', 'version'],
    files: ['body', 'files'],
    manifest: ['body'],
  }
  const opened = await openRegistration(database, caller, { ...ref, version, files, manifest, about }, places)
  return { ...opened, parent: parent?.version ?? null }
}

/** What is known of the artifact and said of this revision, in the registry's words. */
export async function manifestOf(
  database: Database,
  artifact: FoundArtifact['artifact'],
  wanted: Pick<NewRevision, 'license' | 'summary' | 'datasetRefs' | 'baseModel'>,
): Promise<Manifest> {
  const labels = await database.read
    .selectFrom('artifact_label')
    .select(['label', 'value'])
    .where('artifact_id', '=', artifact.id)
    .execute()
  const valuesOf = (label: string) => labels.flatMap((row) => (row.label === label ? [row.value] : [])).sort()
  const license = wanted.license === undefined ? artifact.license : requireLicence(wanted.license)
  const summary = wanted.summary ?? artifact.summary
  const lists = {
    tags: valuesOf('tag'),
    task_categories: valuesOf('task_category'),
    language: valuesOf('language'),
  }
  return {
    ...(artifact.title === null ? {} : { pretty_name: artifact.title }),
    ...(license === null ? {} : { license }),
    ...(summary === null ? {} : { summary }),
    ...(artifact.task === null || artifact.kind === 'dataset' ? {} : { task: artifact.task }),
    ...Object.fromEntries(Object.entries(lists).filter(([, values]) => values.length > 0)),
    ...(artifact.kind === 'model' ? frameworkOf(artifact) : {}),
    ...(wanted.datasetRefs === undefined ? {} : { dataset_refs: wanted.datasetRefs }),
    ...(wanted.baseModel === undefined ? {} : { base_model: wanted.baseModel }),
  }
}

/** The registry knows few frameworks: what it has no word for is custom; PyTorch it tells by the files. */
function frameworkOf(artifact: FoundArtifact['artifact']): Pick<Manifest, 'framework'> {
  const { framework } = readDeclared(artifact)
  if (framework === undefined || framework === 'pytorch') return {}
  const known = MODEL_FRAMEWORKS.find((name) => name === framework)
  return { framework: known ?? 'custom' }
}

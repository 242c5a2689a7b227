import type { ArtifactRow, FoundArtifact, VersionRow } from '../../domain/artifacts/find-artifact.ts'
import type { VersionFile } from '../../domain/artifacts/versions.ts'

/** A version with all that its summary says. */
export interface SummaryParts extends Pick<FoundArtifact, 'ownerSlug'> {
  artifact: Pick<ArtifactRow, 'kind' | 'name' | 'is_public' | 'version_count'>
  version: Omit<VersionRow, 'inspection'>
  aliases: string[]
}

export interface DetailParts extends SummaryParts {
  files: readonly VersionFile[]
  /** Null for who may not know it. */
  createdByEmail: string | null
}

/** `acme/digits`: what a model or dataset is called everywhere but in a path that names the organisation. */
export const canonicalName = (ownerSlug: string, name: string): string => `${ownerSlug}/${name}`

export const isoTime = (ms: number): string => new Date(ms).toISOString()

/** A blob's name as the registry writes it. */
export const oidOf = (sha256: string): string => `sha256:${sha256}`

/** A ModelArtifactSummary or DatasetArtifactSummary. */
export function presentSummary(parts: SummaryParts) {
  return presentFrom(parts, readManifest(parts.version))
}

/** A ModelArtifactDetail or DatasetArtifactDetail. */
export function presentDetail(parts: DetailParts) {
  const { artifact, version, files, createdByEmail } = parts
  const manifest = readManifest(version)
  return {
    ...presentFrom(parts, manifest),
    artifacts: Object.fromEntries(files.map(({ path, sha256 }) => [path, oidOf(sha256)])),
    artifacts_hash: version.artifacts_hash,
    created_by_email: createdByEmail,
    description: manifest.description ?? null,
    file_size_bytes: version.file_size_bytes,
    ...(artifact.kind === 'model'
      ? { dataset_refs: manifest.dataset_refs ?? null, metrics: JSON.parse(version.metrics) }
      : { data_schema: manifest.data_schema ?? null, splits: manifest.splits ?? null }),
  }
}

function presentFrom({ artifact, ownerSlug, version, aliases }: SummaryParts, manifest: StoredManifest) {
  return {
    id: version.id,
    name: canonicalName(ownerSlug, artifact.name),
    version: version.version,
    created_at: isoTime(version.created_at),
    updated_at: isoTime(version.updated_at),
    aliases,
    download_count: version.download_count,
    is_public: artifact.is_public === 1,
    language: manifest.language ?? null,
    license: manifest.license ?? null,
    origin: manifest.origin ?? {},
    pretty_name: manifest.pretty_name ?? null,
    size_category: manifest.size_category ?? null,
    summary: manifest.summary ?? null,
    tags: manifest.tags ?? [],
    task_categories: manifest.task_categories ?? null,
    version_count: artifact.version_count,
    ...(artifact.kind === 'model' ? presentModel(manifest) : presentDataset(manifest)),
  }
}

const presentModel = (manifest: StoredManifest) => ({
  architecture: manifest.architecture ?? null,
  base_model: manifest.base_model ?? null,
  framework: manifest.framework ?? 'safetensors',
  task: manifest.task ?? null,
})

const presentDataset = (manifest: StoredManifest) => ({
  format: manifest.format ?? null,
  row_count: manifest.row_count ?? null,
})

/** What a version's manifest may say. */
interface StoredManifest {
  summary?: string
  description?: string
  framework?: string
  format?: string
  task?: string
  architecture?: string
  base_model?: string
  dataset_refs?: string[]
  pretty_name?: string
  license?: string
  language?: string[]
  tags?: string[]
  task_categories?: string[]
  size_category?: string
  origin?: Record<string, unknown>
  data_schema?: Record<string, unknown>
  splits?: Record<string, string>
  row_count?: number
}

const readManifest = (version: Pick<VersionRow, 'manifest'>): StoredManifest => JSON.parse(version.manifest)

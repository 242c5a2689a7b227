import type { Connection } from '../client.ts'
import type { ArtifactKind } from '../reference.ts'
import { getArtifact } from './get-artifact.ts'
import type { ArtifactDetail } from './kinds.ts'

/** What is compared of two or more versions: one row for each thing, one value for each version. */
export interface Comparison {
  /** `org/name` */
  name: string
  versions: string[]
  rows: { label: string; values: (string | number | null)[] }[]
}

const LABELS: readonly [
  label: string,
  read: (detail: ArtifactDetail) => string | number | null | undefined,
][] = [
  ['framework', ({ framework }) => framework],
  ['format', ({ format }) => format],
  ['task', ({ task }) => task],
  ['architecture', ({ architecture }) => architecture],
  ['base model', ({ base_model }) => base_model],
  ['licence', ({ license }) => license],
  ['size', ({ file_size_bytes }) => file_size_bytes],
  ['rows', ({ row_count }) => row_count],
  ['files', ({ artifacts }) => Object.keys(artifacts).length],
  ['aliases', ({ aliases }) => aliases?.join(', ')],
]

/**
 * Puts versions of one model or dataset side by side: what they are, and every metric that any of them has.
 * Rows without a value for any version are left out.
 */
export async function compareVersions(
  server: Connection,
  kind: ArtifactKind,
  { org, name }: { org: string; name: string },
  versions: readonly string[],
): Promise<Comparison> {
  const details = await Promise.all(
    versions.map((version) => getArtifact(server, kind, { org, name, version })),
  )
  const metrics = [...new Set(details.flatMap((detail) => Object.keys(detail.metrics ?? {})))].sort()
  const rows = [
    ...LABELS.map(([label, read]) => ({ label, values: details.map((detail) => read(detail) || null) })),
    ...metrics.map((metric) => ({
      label: metric,
      values: details.map((detail) => detail.metrics?.[metric] ?? null),
    })),
  ]
  return {
    name: details[0]?.name ?? `${org}/${name}`,
    versions: details.map(({ version }) => version),
    rows: rows.filter(({ values }) => values.some((value) => value !== null)),
  }
}

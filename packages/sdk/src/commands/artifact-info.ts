import { getArtifact } from '../artifacts/get-artifact.ts'
import type { ArtifactDetail } from '../artifacts/kinds.ts'
import { listVersions } from '../artifacts/list-versions.ts'
import { defineCommand } from '../cli/command.ts'
import { bytes, count, facts } from '../cli/table.ts'
import { type ArtifactKind, resolveReference } from '../reference.ts'

/** More version numbers than this are counted, not printed. */
const SHOWN = 20

/** `model info`, `dataset info` */
export const artifactInfo = (kind: ArtifactKind) =>
  defineCommand({
    usage: '<ref>',
    summary: `Show a version of a ${kind} (default: the latest), and which others there are`,
    options: {},
    async run({ positionals: [ref = ''] }, { server, org }) {
      const target = await resolveReference(ref, kind, org)
      const [detail, { versions }] = await Promise.all([
        getArtifact(server, kind, target),
        listVersions(server, kind, target),
      ])
      return { ...detail, versions }
    },
    show: ({ versions, ...detail }) =>
      `${describe(detail)}\nversions      ${versions.slice(0, SHOWN).join(' ')}${versions.length > SHOWN ? ` and ${versions.length - SHOWN} more` : ''}`,
  })

function describe(detail: ArtifactDetail): string {
  const metrics = Object.entries(detail.metrics ?? {}).map(([name, value]) => `${name} ${value}`)
  return facts({
    name: `${detail.name}@${detail.version}`,
    title: detail.pretty_name,
    summary: detail.summary,
    visibility: detail.is_public ? 'public' : 'private',
    framework: detail.framework,
    format: detail.format,
    rows: detail.row_count,
    task: detail.task,
    architecture: detail.architecture,
    'base model': detail.base_model,
    datasets: detail.dataset_refs,
    licence: detail.license,
    tags: detail.tags,
    size: `${bytes(detail.file_size_bytes)} in ${count(Object.keys(detail.artifacts).length, 'file')}`,
    hash: detail.artifacts_hash,
    aliases: detail.aliases,
    metrics,
    downloads: detail.download_count,
    created: `${detail.created_at}${detail.created_by_email ? ` by ${detail.created_by_email}` : ''}`,
  })
}

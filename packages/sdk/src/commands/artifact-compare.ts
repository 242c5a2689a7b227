import { compareVersions } from '../artifacts/compare-versions.ts'
import { defineCommand, UsageError } from '../cli/command.ts'
import { table } from '../cli/table.ts'
import { type ArtifactKind, resolveReference } from '../reference.ts'

/** `model compare`, `dataset compare` */
export const artifactCompare = (kind: ArtifactKind) =>
  defineCommand({
    usage: '<ref> <version> <version>...',
    summary: `Put two to five versions of a ${kind} side by side`,
    options: {},
    async run({ positionals: [ref = '', ...versions] }, { server, org }) {
      if (versions.length > 5) throw new UsageError('five versions are the most that fit side by side.')
      return compareVersions(server, kind, await resolveReference(ref, kind, org), versions)
    },
    show: ({ name, versions, rows }) =>
      table([
        [name, ...versions],
        ...rows.map(({ label, values }) => [label, ...values.map((value) => value ?? '-')]),
      ]),
  })

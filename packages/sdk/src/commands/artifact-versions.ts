import { listVersions } from '../artifacts/list-versions.ts'
import { defineCommand } from '../cli/command.ts'
import { type ArtifactKind, resolveReference } from '../reference.ts'

/** `model versions`, `dataset versions` */
export const artifactVersions = (kind: ArtifactKind) =>
  defineCommand({
    usage: '<ref>',
    summary: `List all versions of a ${kind}, the highest first`,
    options: {},
    async run({ positionals: [ref = ''] }, { server, org }) {
      return listVersions(server, kind, await resolveReference(ref, kind, org))
    },
    show: ({ versions }) => versions.join('\n'),
  })

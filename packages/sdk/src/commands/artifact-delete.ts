import { deleteVersion } from '../artifacts/delete-version.ts'
import { defineCommand } from '../cli/command.ts'
import { requireVersion } from '../cli/require-version.ts'
import { type ArtifactKind, resolveReference } from '../reference.ts'

/** `model delete`, `dataset delete` */
export const artifactDelete = (kind: ArtifactKind) =>
  defineCommand({
    usage: '<ref>',
    summary: `Delete one version of a ${kind}; its number is never used again`,
    options: {},
    async run({ positionals: [ref = ''] }, { server, org }) {
      const target = requireVersion(await resolveReference(ref, kind, org), ref)
      await deleteVersion(server, kind, target)
      return { name: `${target.org}/${target.name}`, version: target.version, deleted: true }
    },
    show: ({ name, version }) => `Deleted ${name}@${version}`,
  })

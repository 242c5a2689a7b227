import { removeAlias } from '../artifacts/remove-alias.ts'
import { setAlias } from '../artifacts/set-alias.ts'
import { defineCommand } from '../cli/command.ts'
import { requireVersion } from '../cli/require-version.ts'
import { type ArtifactKind, resolveReference } from '../reference.ts'

/** `model alias`, `dataset alias` */
export const artifactAlias = (kind: ArtifactKind) =>
  defineCommand({
    usage: '<ref> <alias>',
    summary: `Give a version of a ${kind} an alias, for example champion`,
    details: 'If another version has the alias, it moves. With --remove, whichever version has it loses it.',
    options: { remove: { type: 'boolean', summary: 'take the alias away' } },
    async run({ positionals: [ref = '', alias = ''], values: { remove = false } }, { server, org }) {
      const target = await resolveReference(ref, kind, org)
      if (!remove)
        return { ...(await setAlias(server, kind, requireVersion(target, ref), alias)), removed: false }
      return { ...(await removeAlias(server, kind, target, alias)), removed: true }
    },
    show: ({ name, version, alias, removed }) =>
      removed ? `${name}@${version} is no longer ${alias}` : `${name}:${alias} is now ${version}`,
  })

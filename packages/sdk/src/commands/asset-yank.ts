import { idOf } from '../assets/kinds.ts'
import { setYanked } from '../assets/set-yanked.ts'
import { defineCommand, UsageError } from '../cli/command.ts'
import { type ArtifactKind, resolveReference } from '../reference.ts'

/** `model yank`, `dataset yank` */
export const assetYank = (kind: ArtifactKind) =>
  defineCommand({
    usage: '<ref>',
    summary: `Advise against a version of a ${kind}, or take that back`,
    details: 'The reference names the version: org/name@1.0.0. Its files stay, and downloads of it warn.',
    options: {
      reason: { type: 'string', value: 'text', summary: 'why it should not be used' },
      undo: { type: 'boolean', summary: 'take it back' },
    },
    async run({ positionals: [ref = ''], values: { reason, undo } }, { server, org }) {
      const target = await resolveReference(ref, kind, org)
      if (target.version === undefined) throw new UsageError('name the version: org/name@1.0.0.')
      if ((reason === undefined) !== (undo === true))
        throw new UsageError('either --reason or --undo is needed.')
      return setYanked(server, kind, { id: idOf(target), revision: target.version, reason })
    },
    show: ({ version, status }) =>
      status === 'yanked' ? `${version} is yanked` : `${version} is published again`,
  })

import { idOf } from '../assets/kinds.ts'
import { setStar } from '../assets/set-star.ts'
import { defineCommand } from '../cli/command.ts'
import { count } from '../cli/table.ts'
import { type ArtifactKind, resolveReference } from '../reference.ts'

/** `model star`, `dataset star` */
export const assetStar = (kind: ArtifactKind) =>
  defineCommand({
    usage: '<ref>',
    summary: `Give a ${kind} your star`,
    options: { remove: { type: 'boolean', summary: 'take it back' } },
    async run({ positionals: [ref = ''], values }, { server, org }) {
      return setStar(server, kind, idOf(await resolveReference(ref, kind, org)), !values.remove)
    },
    show: ({ slug, stars }) => `${slug} has ${count(stars, 'star')}`,
  })

import { diffRevisions } from '../assets/diff-revisions.ts'
import { idOf, type RevisionDiff } from '../assets/kinds.ts'
import { defineCommand } from '../cli/command.ts'
import { table } from '../cli/table.ts'
import { type ArtifactKind, resolveReference } from '../reference.ts'

/** `model diff`, `dataset diff` */
export const assetDiff = (kind: ArtifactKind) =>
  defineCommand({
    usage: '<ref> <from> <to>',
    summary: `What changed between two versions of a ${kind}`,
    options: {},
    async run({ positionals: [ref = '', from = '', to = ''] }, { server, org }) {
      return diffRevisions(server, kind, { id: idOf(await resolveReference(ref, kind, org)), from, to })
    },
    show,
  })

function show({ from, to, files, tensors, metrics, license, breaking, config }: RevisionDiff): string {
  const rows = [
    ...files.added.map(({ path }) => ['+', path]),
    ...files.removed.map(({ path }) => ['-', path]),
    ...files.changed.map(({ path }) => ['~', path]),
    ...tensors.items.slice(0, 50).map((tensor) => ['~', `${tensor.file}: ${tensor.name}`, describe(tensor)]),
    ...metrics.map((metric) => ['', metric.name, `${metric.from ?? '-'} → ${metric.to ?? '-'}`]),
    ...(license ? [['', 'licence', `${license.from ?? 'none'} → ${license.to ?? 'none'}`]] : []),
    ...config.map((change) => [
      '',
      `config.json: ${change.path}`,
      `${JSON.stringify(change.from)} → ${JSON.stringify(change.to)}`,
    ]),
    ...breaking.map((what) => ['!', what]),
  ]
  const { changed_parameters: changed, parameters, complete, problems } = tensors
  const weights = parameters > 0 ? `; ${changed} of ${parameters} parameters differ` : ''
  const note = complete ? '' : `\nNot everything could be compared: ${problems.join('; ')}`
  const head = `${from} → ${to}${rows.length === 0 ? ': nothing changed' : weights}`
  return `${[head, ...(rows.length > 0 ? [table(rows)] : [])].join('\n')}${note}`
}

const describe = ({
  change,
  parameters,
  changed_parameters: changed,
}: RevisionDiff['tensors']['items'][number]) =>
  change === 'changed' ? `${changed ?? '?'} of ${parameters} differ` : `${change}, ${parameters} parameters`

import { idOf } from '../assets/kinds.ts'
import { listChecks } from '../assets/list-checks.ts'
import { defineCommand } from '../cli/command.ts'
import { table } from '../cli/table.ts'
import { type ArtifactKind, resolveReference } from '../reference.ts'

const MARK = { passed: 'ok', warning: 'warning', failed: 'FAILED' } as const

/** `model checks`, `dataset checks` */
export const assetChecks = (kind: ArtifactKind) =>
  defineCommand({
    usage: '<ref>',
    summary: `What stands between a version of a ${kind} and the public`,
    options: {},
    async run({ positionals: [ref = ''] }, { server, org }) {
      const target = await resolveReference(ref, kind, org)
      return listChecks(server, kind, { id: idOf(target), revision: target.version })
    },
    show: (checks) => table(checks.map(({ id, status, message }) => [MARK[status], id, message])),
    isFailure: (checks) => checks.some(({ status }) => status === 'failed'),
  })

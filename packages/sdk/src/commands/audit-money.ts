import { defineCommand } from '../cli/command.ts'
import { auditMoney } from '../commerce/balance.ts'

export default defineCommand({
  usage: '',
  summary: 'Add up all the books of the installation, as an administrator',
  options: {},
  run: (_input, { server }) => auditMoney(server),
  show: ({ purchases, movements, unfinished, problems }) =>
    [
      ...problems.map(({ problem, id }) => `${id}: ${problem}`),
      `${purchases} purchases, ${movements} movements, ${unfinished} unfinished, ${problems.length} problems`,
    ].join('\n'),
  isFailure: ({ problems }) => problems.length > 0,
})

import { defineCommand } from '../cli/command.ts'
import { table } from '../cli/table.ts'
import { type DeploymentFilters, listDeployments } from '../deployments/list-deployments.ts'
import { take } from '../pages.ts'

export default defineCommand({
  usage: '',
  summary: 'List your deployments and those of your organisations',
  options: {
    model: { type: 'string', value: 'org/name', summary: 'of this model only' },
    owner: { type: 'string', value: 'slug', summary: 'of this owner only' },
    status: { type: 'string', value: 'status', summary: 'in this state only, for example ready' },
  },
  run({ values: { model, owner, status } }, { server }) {
    const filters: DeploymentFilters = {
      ...(model ? { model } : {}),
      ...(owner ? { owner } : {}),
      // Which states there are is the server's to say.
      ...(status ? { status: status as NonNullable<DeploymentFilters['status']> } : {}),
    }
    return take(listDeployments(server, filters))
  },
  show: (deployments) =>
    deployments.length === 0
      ? 'There are no deployments that match.'
      : table([
          ['ID', 'MODEL', 'STATUS', 'LAST INVOKED'],
          ...deployments.map(({ id, model, revision, status, last_invoked_at: invoked }) => [
            id,
            `${model}@${revision}`,
            status,
            invoked ?? 'never',
          ]),
        ]),
})

import { defineCommand } from '../cli/command.ts'
import { deleteDeployment } from '../deployments/delete-deployment.ts'

export default defineCommand({
  usage: '<id>',
  summary: 'Remove a deployment; invocations in flight are answered',
  options: {},
  async run({ positionals: [id = ''] }, { server }) {
    await deleteDeployment(server, id)
    return { id, deleted: true }
  },
  show: ({ id }) => `Deleted ${id}`,
})

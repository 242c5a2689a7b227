import { defineCommand } from '../cli/command.ts'
import { describeDeployment } from '../cli/show-deployment.ts'
import { getDeployment } from '../deployments/get-deployment.ts'

export default defineCommand({
  usage: '<id>',
  summary: 'Show a deployment, with what it takes and gives',
  options: {},
  run: ({ positionals: [id = ''] }, { server }) => getDeployment(server, id),
  show: (deployment) => describeDeployment(deployment),
})

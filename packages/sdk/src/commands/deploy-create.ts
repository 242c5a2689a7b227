import { defineCommand } from '../cli/command.ts'
import { deployable } from '../cli/deployable.ts'
import { DEPLOYMENT_OPTIONS, readSettings } from '../cli/deployment-options.ts'
import { summarizeDeployment } from '../cli/show-deployment.ts'
import { createDeployment } from '../deployments/create-deployment.ts'
import { waitForDeployment } from '../deployments/wait-for-deployment.ts'

export default defineCommand({
  usage: '<ref>',
  summary: 'Put a version of a model behind an endpoint',
  details:
    'The reference may be org/name, org/name@1.0.0, org/name@^1, org/name:alias or an id. It can be invoked at once:\n' +
    'the first invocation waits until the model is loaded.',
  options: {
    wait: { type: 'boolean', summary: 'until it is loaded' },
    owner: { type: 'string', value: 'slug', summary: 'an organisation to deploy for (default: you)' },
    ...DEPLOYMENT_OPTIONS,
  },
  async run({ positionals: [ref = ''], values }, { server, org, signal, progress }) {
    const settings = readSettings(values)
    const owner = values.owner ? { owner: values.owner } : {}
    const deployment = await createDeployment(server, {
      model: await deployable(ref, org),
      ...owner,
      ...settings,
    })
    if (!values.wait) return deployment
    progress.begin(`Loading ${deployment.model}@${deployment.revision}`)
    return waitForDeployment(server, deployment.id, { signal })
  },
  show: (deployment) => summarizeDeployment(deployment),
})

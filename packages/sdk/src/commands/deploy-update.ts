import { defineCommand, UsageError } from '../cli/command.ts'
import { deployable } from '../cli/deployable.ts'
import { DEPLOYMENT_OPTIONS, readSettings } from '../cli/deployment-options.ts'
import { summarizeDeployment } from '../cli/show-deployment.ts'
import { updateDeployment } from '../deployments/update-deployment.ts'
import { waitForDeployment } from '../deployments/wait-for-deployment.ts'

export default defineCommand({
  usage: '<id>',
  summary: 'Move a deployment to another version, change its settings, stop or start it',
  details:
    'Another version is loaded beside the one that answers and takes its place: no invocation is dropped.',
  options: {
    model: { type: 'string', value: 'ref', summary: 'the version to answer with' },
    stop: { type: 'boolean', summary: 'answer nothing until it is started again' },
    start: { type: 'boolean', summary: 'answer again' },
    wait: { type: 'boolean', summary: 'until the change is in force' },
    ...DEPLOYMENT_OPTIONS,
  },
  async run({ positionals: [id = ''], values }, { server, org, signal, progress }) {
    const { model, stop, start, wait } = values
    if (stop && start) throw new UsageError('--stop and --start are opposites')
    const change = {
      ...readSettings(values),
      ...(model ? { model: await deployable(model, org) } : {}),
      ...(stop ? { status: 'stopped' as const } : start ? { status: 'ready' as const } : {}),
    }
    if (Object.keys(change).length === 0) throw new UsageError('nothing to change was given')
    const deployment = await updateDeployment(server, id, change)
    if (!wait || stop) return deployment
    progress.begin(`Loading ${deployment.model}@${deployment.next_revision ?? deployment.revision}`)
    return waitForDeployment(server, id, { signal })
  },
  show: (deployment) => summarizeDeployment(deployment),
})

import { sweepDeployments } from '../domain/runtimes/sweep-deployments.ts'
import { defineJob } from './job.ts'

/** Says which deployments sleep, and forgets what is old: lines, figures, deployments that were removed. */
export default defineJob({
  name: 'sweep-deployments',
  everyMs: 60_000,
  run: ({ database }) => sweepDeployments(database),
})

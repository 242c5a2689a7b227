import { START_JOB } from '../domain/runtimes/deployments.ts'
import { startDeployment } from '../domain/runtimes/start-deployment.ts'
import { defineJob } from './job.ts'

/** Loads what a deployment is to answer with, and says so. */
export default defineJob<{ id: string }>({
  name: START_JOB,
  run: ({ serving }, { id }) => startDeployment(serving, id),
})

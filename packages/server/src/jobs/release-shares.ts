import { RELEASE_JOB, tellReleases } from '../domain/partners/release-shares.ts'
import { defineJob } from './job.ts'

/** Has the shares of deleted encrypted models deleted where they are. */
export default defineJob({
  name: RELEASE_JOB,
  everyMs: 5000,
  run: ({ grid }) => tellReleases(grid),
})

import { indexMissing } from '../domain/artifacts/search/index-artifact.ts'
import { defineJob } from './job.ts'

/** Artifacts from before there was a search get into its index. */
export default defineJob({
  name: 'index-search',
  everyMs: 60_000,
  run: ({ database }) => indexMissing(database),
})

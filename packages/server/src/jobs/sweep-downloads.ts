import { sweepDownloads } from '../domain/artifacts/downloads.ts'
import { defineJob } from './job.ts'

/** Forgets the downloads that are over. */
export default defineJob({
  name: 'sweep-downloads',
  everyMs: 3600_000,
  run: ({ database }) => sweepDownloads(database),
})

import { sweepUploads } from '../domain/artifacts/sweep-uploads.ts'
import { defineJob } from './job.ts'

/** Forgets uploads that nobody went on with, and their bytes. */
export default defineJob({
  name: 'sweep-uploads',
  everyMs: 3600_000,
  run: (deps) => sweepUploads(deps),
})

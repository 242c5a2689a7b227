import { sweepRegistrations } from '../domain/artifacts/registrations.ts'
import { defineJob } from './job.ts'

/** Forgets the versions that were announced and never completed. */
export default defineJob({
  name: 'sweep-registrations',
  everyMs: 3600_000,
  run: ({ database }) => sweepRegistrations(database),
})

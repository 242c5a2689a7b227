import { sweepMachines } from '../domain/machines/sweep-machines.ts'
import { defineJob } from './job.ts'

/** Forgets signatures that are too old to be used again, and machines that were removed long ago. */
export default defineJob({
  name: 'sweep-machines',
  everyMs: 3600_000,
  run: ({ database }) => sweepMachines(database),
})

import { removeOldEvents } from '../domain/events/events.ts'
import { defineJob } from './job.ts'

/** Forgets events of long ago, and how endpoints were told of them. */
export default defineJob({
  name: 'sweep-events',
  everyMs: 3600_000,
  run: ({ database }) => removeOldEvents(database),
})

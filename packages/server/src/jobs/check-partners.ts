import { checkPartners } from '../domain/partners/ask-partners.ts'
import { defineJob } from './job.ts'

/** Finds out which of the grid nodes that this server knows are there. */
export default defineJob({
  name: 'check-partners',
  everyMs: 30_000,
  run: ({ grid }) => checkPartners(grid),
})

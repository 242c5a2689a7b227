import { collectGarbage } from '../domain/artifacts/collect-garbage.ts'
import { defineJob } from './job.ts'

/** Frees the disk from bytes that nothing refers to any more. */
export default defineJob({
  name: 'collect-garbage',
  everyMs: 3600_000,
  async run(deps) {
    const removed = await collectGarbage(deps)
    if (removed.blobs > 0) deps.log.info(removed, 'unused blobs were removed')
  },
})

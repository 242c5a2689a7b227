import { resumeClocks } from '../domain/commerce/advance-clock.ts'
import { defineJob } from './job.ts'

/** Goes on with test clocks whose server died while it advanced them. */
export default defineJob({ name: 'resume-clocks', everyMs: 60_000, run: (deps) => resumeClocks(deps) })

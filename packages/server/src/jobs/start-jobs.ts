import { readdir } from 'node:fs/promises'
import type { Trx } from '../db/database.ts'
import type { JobHandler } from '../db/queue.ts'
import type { Deps } from '../deps.ts'
import type { Job } from './job.ts'

const FOLDER = new URL('.', import.meta.url)
const NOT_JOBS = new Set(['job.ts', 'start-jobs.ts'])

async function loadJobs(): Promise<Job[]> {
  const files = (await readdir(FOLDER)).filter((file) => file.endsWith('.ts') && !NOT_JOBS.has(file))
  return Promise.all(files.map(async (file) => (await import(new URL(file, FOLDER).href)).default as Job))
}

/** Starts doing the jobs of this folder, and plans those that come round by themselves. */
export async function startJobs(deps: Deps): Promise<void> {
  const { database, log } = deps
  const jobs = await loadJobs()
  const plan = (trx: Trx, { name }: Job, inMs: number) =>
    database.queue.enqueue(trx, name, {}, { key: `periodic:${name}`, runAt: Date.now() + inMs })
  const handlers = new Map<string, JobHandler>()
  for (const job of jobs) {
    handlers.set(job.name, async (payload) => {
      if (job.everyMs === undefined) return job.run(deps, payload)
      // A round that fails is logged and the next one planned all the same.
      await job
        .run(deps, payload)
        .catch((error: unknown) => log.error({ err: error, job: job.name }, 'a job failed'))
      await database.write((trx) => plan(trx, job, job.everyMs!))
    })
  }
  await database.queue.work(handlers, log)
  // In one transaction: each of them has the disk synchronised.
  await database.write(async (trx) => {
    for (const job of jobs) {
      if (job.everyMs !== undefined) await plan(trx, job, Math.min(job.everyMs, 60_000))
    }
  })
}

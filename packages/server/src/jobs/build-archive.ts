import { BUILD_ARCHIVE, type BuildArchive, buildArchive } from '../domain/artifacts/downloads.ts'
import { defineJob } from './job.ts'

/** Puts the files of a version into one archive, for whoever asked for a download. */
export default defineJob<BuildArchive>({ name: BUILD_ARCHIVE, run: buildArchive })

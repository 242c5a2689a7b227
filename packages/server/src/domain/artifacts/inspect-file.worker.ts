import { FormatError, inspectFile } from '@nodeyard/tensor/formats'
import type { Reading } from './inspector.ts'
import { toReading } from './to-reading.ts'
import { Lie, serveFiles } from './workers/serve-files.ts'

/** Reads the header of one file. */
serveFiles<{ path: string }, Reading>(async ({ path }, [source]) => {
  try {
    return toReading(await inspectFile(path, source!))
  } catch (error) {
    throw error instanceof FormatError ? new Lie(error.message) : error
  }
})

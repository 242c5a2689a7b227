import { mkdir, open } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Writes a folder's entries to the disk itself: a rename is only safe from a power cut after this. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

/** Makes a folder and those above it, and sees that they survive a power cut. */
export async function makeFolder(path: string): Promise<void> {
  const first = await mkdir(path, { recursive: true, mode: 0o750 })
  if (first === undefined) return
  const above = dirname(first)
  for (let folder = path; folder !== above; folder = dirname(folder)) await syncFolder(folder)
  await syncFolder(above)
}

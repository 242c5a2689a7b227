import assert from 'node:assert/strict'
import { execFile, spawnSync } from 'node:child_process'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { temporaryFolder } from './temporary-folder.ts'

// A file system of 4 MiB in a namespace of its own: it is seen by one process, and gone with it.
const MOUNT = 'mount -t tmpfs -o size=4m none "$0" && exec "$@"'
const inSmallDisk = (folder: string, ...command: string[]) =>
  ['unshare', ['--user', '--map-root-user', '--mount', 'sh', '-c', MOUNT, folder, ...command]] as const

const canMount = spawnSync(...inSmallDisk('/mnt', 'true')).status === 0
const skip = canMount ? false : 'this system lets nobody mount a file system of their own'

test('when the disk is full nothing stays of a put, and an upload goes on when there is room', {
  skip,
}, async () => {
  await using folder = await temporaryFolder()
  const program = fileURLToPath(new URL('./fill-disk.ts', import.meta.url))
  const [command, args] = inSmallDisk(folder.path, process.execPath, program, folder.path)
  const { stdout } = await promisify(execFile)(command, args)
  assert.deepEqual(JSON.parse(stdout), {
    tooLarge: 'storage_full',
    incoming: [],
    uploaded: 'storage_full',
    wasKept: true,
    isWhole: true,
  })
})

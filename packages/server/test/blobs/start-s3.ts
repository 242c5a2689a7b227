import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { BlobStoreOptions } from '../../src/blobs/open-blob-store.ts'

export interface S3Server extends AsyncDisposable {
  /** What the server's configuration would hold to use it. */
  url: string
  s3: BlobStoreOptions['s3']
}

/** Starts s3rver in a process of its own, on a free port, with one empty bucket kept under `folder`. */
export async function startS3(folder: string): Promise<S3Server> {
  const child = fork(fileURLToPath(new URL('./s3-process.cjs', import.meta.url)), [folder], { execArgv: [] })
  const [port] = (await once(child, 'message')) as [number]
  return {
    url: 's3://models/some/prefix',
    s3: {
      endpoint: `http://127.0.0.1:${port}`,
      region: 'us-east-1',
      accessKeyId: 'S3RVER',
      secretAccessKey: 'S3RVER',
    },
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
  }
}

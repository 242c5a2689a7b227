import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { type Child, startChild } from './child.ts'

/** Where nginx is, when it is installed. Debian keeps it off an ordinary user's path. */
export function findNginx(): string | undefined {
  return ['nginx', '/usr/sbin/nginx'].find((path) => spawnSync(path, ['-v']).status === 0)
}

/**
 * Starts nginx with the site of docs/nginx.conf in front of a server. Beside it, `/plain/` is the blob folder
 * without any server, which is as fast as nginx goes.
 *
 * @param options.folder for its own files
 * @param options.blobs the blob folder of the server, absolute
 */
export async function startNginx(options: {
  command: string
  folder: string
  serverUrl: string
  blobs: string
}): Promise<Child & { url: string }> {
  const { command, folder, serverUrl, blobs } = options
  const port = await freePort()
  const documented = await readFile(new URL('../../docs/nginx.conf', import.meta.url), 'utf8')
  const site = documented
    .replace('127.0.0.1:8000', new URL(serverUrl).host)
    .replace('listen 80;', `listen 127.0.0.1:${port};`)
    .replace('/var/lib/nodeyard/blobs/', `${blobs}/`)
    .replace(
      'location / {',
      `location /plain/ { alias ${blobs}/; sendfile on; tcp_nopush on; }\nlocation / {`,
    )
  const kinds = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
  await mkdir(join(folder, 'tmp'), { recursive: true })
  await writeFile(
    join(folder, 'nginx.conf'),
    `daemon off; worker_processes 1; pid ${folder}/nginx.pid; events {}
     error_log stderr notice;
     ${process.getuid?.() === 0 ? 'user root;' : ''}
     http { access_log off; ${kinds.map((kind) => `${kind}_temp_path ${folder}/tmp;`).join(' ')} ${site} }`,
  )
  const args = ['-c', join(folder, 'nginx.conf'), '-e', 'stderr']
  const child = await startChild(command, args, { ready: /start worker processes/ })
  return Object.assign(child, { url: `http://127.0.0.1:${port}` })
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

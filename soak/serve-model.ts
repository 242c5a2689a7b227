// Serves a model of many gigabytes to the grid as one multipart part, as fast as it is taken, fetches it back, and
// watches how much memory of its own the server has meanwhile.
//
//   npm run soak serve-model -- [--size 10240] [--most 300]     both in MiB
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { request } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { isMain } from './lib/arguments.ts'
import { largeTorchScript } from './lib/large-torchscript.ts'
import { makeDataFolder, removeFolder, type ServerProcess, startServerProcess } from './lib/server-process.ts'

const MIB = 1024 * 1024
const BOUNDARY = 'xxBOUNDARYxx'

/** What serving and fetching a model came to; memory is the most above what a small model took. */
export interface Served {
  servedSeconds: number
  fetchedSeconds: number
  grownMib: number
}

/** @throws Error when other bytes come back than were sent */
export async function serveLargeModel(server: ServerProcess, mebibytes: number): Promise<Served> {
  await serve(server, 'small', largeTorchScript(16))
  await fetchHash(server, 'small')
  using memory = watchMemory(server)
  const startedAt = performance.now()
  const sent = await serve(server, 'large', largeTorchScript(mebibytes))
  const servedAt = performance.now()
  const came = await fetchHash(server, 'large')
  if (came !== sent) throw new Error(`${sent} was sent, ${came} came back`)
  return {
    servedSeconds: (servedAt - startedAt) / 1000,
    fetchedSeconds: (performance.now() - servedAt) / 1000,
    grownMib: memory.grownMib(),
  }
}

/** @returns the SHA-256 of the model */
async function serve(server: ServerProcess, id: string, model: Iterable<Uint8Array>): Promise<string> {
  const hash = createHash('sha256')
  const sending = request(`${server.url}/serve-model`, {
    method: 'POST',
    headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
  })
  // A server that refuses answers before all is sent, and the rest then finds nobody.
  const sent = pipeline(Readable.from(formOf(id, model, hash)), sending).catch((error: Error) => error)
  const [response] = await once(sending, 'response')
  const text = await new Response(Readable.toWeb(response) as ReadableStream).text()
  if (response.statusCode !== 200) throw new Error(`serve-model: ${response.statusCode} ${text}`)
  const failure = await sent
  if (failure) throw failure
  return hash.digest('hex')
}

function* formOf(id: string, model: Iterable<Uint8Array>, hash: ReturnType<typeof createHash>) {
  const fields = {
    encoding: 'ISO-8859-1',
    model_id: id,
    allow_download: 'True',
    allow_remote_inference: 'False',
  }
  const headOf = (name: string, more = '') =>
    `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n`
  for (const [name, value] of Object.entries(fields)) yield Buffer.from(`${headOf(name)}${value}\r\n`)
  yield Buffer.from(headOf('model', `; filename="${id}"`))
  for (const bytes of model) {
    hash.update(bytes)
    yield bytes
  }
  yield Buffer.from(`\r\n--${BOUNDARY}--\r\n`)
}

/** The SHA-256 of the model that `GET /get_model` answers, which spells its bytes as text. */
async function fetchHash(server: ServerProcess, id: string): Promise<string> {
  const response = await fetch(`${server.url}/get_model/${id}`)
  if (!response.ok) throw new Error(`get_model: ${response.status} ${await response.text()}`)
  const hash = createHash('sha256')
  if (response.headers.get('content-type')?.startsWith('application/json')) {
    const { serialized_model: text } = (await response.json()) as { serialized_model: string }
    return hash.update(text, 'latin1').digest('hex')
  }
  const text = response.body!.pipeThrough(new TextDecoderStream())
  let held = ''
  let isInside = false
  for await (const piece of text) {
    held += piece
    if (!isInside) {
      const at = held.indexOf('\r\n\r\n')
      if (at < 0) continue
      isInside = true
      held = held.slice(at + 4)
    }
    // The end of the part is seen only when the end of the answer has come.
    hash.update(held.slice(0, -100), 'latin1')
    held = held.slice(-100)
  }
  return hash.update(held.slice(0, held.lastIndexOf('\r\n--')), 'latin1').digest('hex')
}

/** Looks at a server's own memory all the while; what it maps of files, the system may take back. */
export function watchMemory({ child }: ServerProcess) {
  const look = () =>
    Number(/RssAnon:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))![1]) / 1024
  const before = look()
  let most = before
  const timer = setInterval(() => {
    most = Math.max(most, look())
  }, 50)
  return {
    grownMib: () => Math.max(most, look()) - before,
    [Symbol.dispose]: () => clearInterval(timer),
  }
}

if (isMain('serve-model')) {
  const { values } = parseArgs({ options: { size: { type: 'string' }, most: { type: 'string' } } })
  const [size, most] = [Number(values.size ?? 10_240), Number(values.most ?? 300)]
  console.log(`${size} MiB`)
  const folder = await makeDataFolder()
  const server = await startServerProcess(folder)
  try {
    const { servedSeconds, fetchedSeconds, grownMib } = await serveLargeModel(server, size)
    console.log(
      `served in ${servedSeconds.toFixed(1)} s (${((size * MIB) / 1e6 / servedSeconds).toFixed(0)} MB/s), ` +
        `fetched back in ${fetchedSeconds.toFixed(1)} s; the server's own memory grew by ${grownMib.toFixed(0)} ` +
        `MiB at most (bound ${most})`,
    )
    process.exitCode = grownMib > most ? 1 : 0
  } finally {
    await server.stop()
    await removeFolder(folder)
  }
}

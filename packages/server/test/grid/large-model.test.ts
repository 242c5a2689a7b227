import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { WebSocket } from 'ws'
import {
  makeDataFolder,
  removeFolder,
  type ServerProcess,
  startServerProcess,
} from '../../../../soak/lib/server-process.ts'
import { serveLargeModel, watchMemory } from '../../../../soak/serve-model.ts'

const MiB = 1024 * 1024

let folder: string
let server: ServerProcess
before(async () => {
  folder = await makeDataFolder()
  server = await startServerProcess(folder)
})
after(async () => {
  await server.stop()
  await removeFolder(folder)
})

/** Sends so many MiB as the part `model`, as fast as they are taken; `cutAt` breaks the connection there. */
function send(id: string, mib: number, cutAt?: number): Promise<{ status: number; text: string }> {
  const boundary = 'xxBOUNDARYxx'
  const part = (name: string, more = '') =>
    `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n`
  const fields = {
    encoding: 'ISO-8859-1',
    model_id: id,
    allow_download: 'True',
    allow_remote_inference: 'True',
  }
  const head = Object.entries(fields).map(([name, value]) => `${part(name)}${value}\r\n`)
  const chunk = randomBytes(MiB)
  return new Promise((resolve, reject) => {
    const sending = request(`${server.url}/serve-model`, {
      method: 'POST',
      headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    })
    sending.on('response', (response) => {
      let text = ''
      response.on('data', (bytes) => {
        text += bytes
      })
      response.on('end', () => resolve({ status: response.statusCode!, text }))
    })
    sending.on('error', reject)
    sending.write(head.join('') + part('model', '; filename="model"'))
    let sent = 0
    const more = () => {
      while (sent < mib) {
        if (sent === cutAt) return void sending.destroy()
        sent++
        if (!sending.write(chunk)) return void sending.once('drain', more)
      }
      sending.end(`\r\n--${boundary}--\r\n`)
    }
    more()
  })
}

test('a large model streams to disk and back at flat memory', {
  skip: !existsSync('/proc/self/status'),
}, async () => {
  const { grownMib } = await serveLargeModel(server, 128)
  assert.ok(grownMib < 100, `memory grew by ${Math.round(grownMib)} MiB while 128 came and went`)
})

test('what is no model is found out once all of it is there, and refused', async () => {
  const { status, text } = await send('random', 32)
  assert.equal(status, 400, text)
  assert.match(text, /neither ONNX/)
})

test('a socket whose client asks for much and reads nothing is kept waiting', async () => {
  const socket = new WebSocket(server.url.replace('http', 'ws'))
  await once(socket, 'open')
  socket.pause()
  using memory = watchMemory(server)
  const frame = JSON.stringify({ type: 'download-model', model_id: 'small' })
  for (let i = 0; i < 50; i++) socket.send(frame)
  // More than one answer, so that an answer that waits for nobody would have made them all by then.
  for (let i = 0; i < 10; i++) assert.equal((await fetch(`${server.url}/models`)).status, 200)
  await sleep(500)
  assert.ok(memory.grownMib() < 250, `memory grew by ${Math.round(memory.grownMib())} MiB`)
  socket.terminate()
})

test('a sender that breaks off leaves nothing behind, and the server goes on', async () => {
  await assert.rejects(send('cut', 64, 20))
  const end = Date.now() + 60_000
  while (readdirSync(join(folder, 'blobs/incoming')).length > 0) {
    assert.ok(Date.now() < end, 'what had come is still there')
    await sleep(100)
  }
  const answer = await fetch(`${server.url}/models`)
  assert.deepEqual(await answer.json(), { success: true, models: ['small', 'large'] })
})

test('a taken id is refused before the model has come', async () => {
  const model = readFileSync(new URL('../../../../examples/digits/model/model.onnx', import.meta.url))
  const form = new FormData()
  const fields = {
    encoding: 'ISO-8859-1',
    model_id: 'taken',
    allow_download: 'True',
    allow_remote_inference: 'True',
  }
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  form.append('model', new Blob([model]), 'model')
  assert.equal((await fetch(`${server.url}/serve-model`, { method: 'POST', body: form })).status, 200)
  const answer = await send('taken', 16).catch((error: NodeJS.ErrnoException) => ({
    status: 0,
    text: String(error.code),
  }))
  // A client that does not listen while it sends may see the connection end instead.
  assert.ok(answer.status === 409 || /EPIPE|ECONNRESET/.test(answer.text), `${answer.status} ${answer.text}`)
})

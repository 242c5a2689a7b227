// A receiver of webhooks in a thread of its own, that takes half of what it is told and checks who says it.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { parentPort, workerData } from 'node:worker_threads'
import { Webhook } from 'standardwebhooks'
import { randomFrom } from './random.ts'

/** Signatures of so many are checked by the library; checking all of a large run would take longer than the run. */
const MOST_CHECKED = 5000

export interface Seen {
  calls: number
  /** The first thing that the library did not like, if any. */
  wrong: string | undefined
  /** How often each event was taken. */
  taken: Map<string, number>
}

const random = randomFrom((workerData as { seed: number }).seed)
const seen: Seen = { calls: 0, wrong: undefined, taken: new Map() }
let library: Webhook | undefined

const server = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk) => chunks.push(chunk))
  request.on('end', () => {
    seen.calls++
    try {
      if (seen.calls <= MOST_CHECKED)
        library!.verify(Buffer.concat(chunks).toString(), request.headers as never)
    } catch (error) {
      seen.wrong ??= String(error)
    }
    const id = String(request.headers['webhook-id'])
    const isTaken = random() < 0.5
    seen.taken.set(id, (seen.taken.get(id) ?? 0) + Number(isTaken))
    response.writeHead(isTaken ? 200 : 500).end()
  })
})
server.listen(0, '127.0.0.1', () => parentPort!.postMessage((server.address() as AddressInfo).port))

// First the secret, then a question.
parentPort!.on('message', (text: string) => {
  if (library) parentPort!.postMessage(seen)
  else library = new Webhook(text)
})

import { parentPort } from 'node:worker_threads'

interface Order {
  id: number
  echo?: unknown
  fail?: string
  exit?: number
  crash?: string
  spin?: true
}

parentPort!.on('message', ({ id, echo, fail, exit, crash, spin }: Order) => {
  if (exit !== undefined) process.exit(exit)
  if (crash !== undefined) throw new Error(crash)
  while (spin) {}
  parentPort!.postMessage(fail === undefined ? { id, result: echo } : { id, error: fail })
})

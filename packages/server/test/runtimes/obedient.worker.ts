import { parentPort } from 'node:worker_threads'

interface Order {
  id: number
  echo?: unknown
  fail?: string
  exit?: number
  crash?: string
  spin?: true
  end?: true
}

parentPort!.on('message', ({ id, echo, fail, exit, crash, spin, end }: Order) => {
  if (end) process.exit(0)
  if (exit !== undefined) process.exit(exit)
  if (crash !== undefined) throw new Error(crash)
  // Long enough for whoever waits to give up, and not without end: the thread must be able to go.
  const until = performance.now() + 4000
  while (spin && performance.now() < until) {}
  parentPort!.postMessage(fail === undefined ? { id, result: echo } : { id, error: fail })
})

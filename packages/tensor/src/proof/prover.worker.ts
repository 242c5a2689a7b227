/** The thread that computes chains: what an agent answers to everything else must not wait for it. */
import { parentPort, workerData } from 'node:worker_threads'
import type { ProofSpec } from './chain.ts'
import { onnxBackend, PROVIDERS, type Provider } from './multiply-onnx.ts'
import { type Commitment, commit, type OpenBackend, type Place } from './prove.ts'

type Request =
  | { id: number; kind: 'commit'; specs: ProofSpec[] }
  | { id: number; kind: 'open'; places: Place[][] }
  | { id: number; kind: 'release' }

const { providers = PROVIDERS, threads } = workerData as {
  providers?: readonly Provider[]
  threads: number
}
let held: Commitment[] = []
let backend = 'none'

/** The first provider that is there; plain TypeScript is not tried, since ONNX Runtime's own always is. */
const openBackend: OpenBackend = async (side, pool) => {
  let failure: unknown
  for (const provider of providers) {
    try {
      const opened = await onnxBackend(side, pool, { provider, threads })
      backend = opened.name
      return opened
    } catch (error) {
      failure = error
    }
  }
  throw failure
}

async function release(): Promise<void> {
  const releasing = held
  held = []
  for (const commitment of releasing) await commitment.release()
}

async function answer(request: Request): Promise<unknown> {
  if (request.kind === 'open') {
    return Promise.all(request.places.map((places, i) => held[i]!.open(places)))
  }
  await release()
  if (request.kind === 'release') return undefined
  // One after the other, and all are held: several devices of one machine are proved together.
  for (const spec of request.specs) held.push(await commit(spec, openBackend))
  return { roots: held.map(({ root }) => root), backend }
}

let before: Promise<unknown> = Promise.resolve()
parentPort!.on('message', (request: Request) => {
  before = before
    .then(() => answer(request))
    .then(
      (result) => parentPort!.postMessage({ id: request.id, result }),
      (error: Error) => parentPort!.postMessage({ id: request.id, error: error.message }),
    )
})

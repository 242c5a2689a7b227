/** The thread that checks proofs. What it prepares it keeps, since nobody else needs to see it. */
import { parentPort } from 'node:worker_threads'
import { checkOpenings, makeSecret, type ProofSpec, type Secret } from '@nodeyard/tensor/proof'

const prepared = new Map<number, { specs: ProofSpec[]; secrets: Secret[] }>()
/** Of verifications that came to nothing: the oldest are forgotten. */
const MOST_KEPT = 32

async function answer(request: {
  id: number
  kind: 'prepare' | 'check'
  specs: ProofSpec[]
  prepared: number
  roots: string[]
  places: Parameters<typeof checkOpenings>[3][]
  openings: Parameters<typeof checkOpenings>[4][]
}): Promise<unknown> {
  if (request.kind === 'prepare') {
    const secrets: Secret[] = []
    for (const spec of request.specs) secrets.push(await makeSecret(spec))
    prepared.set(request.id, { specs: request.specs, secrets })
    for (const id of prepared.keys()) if (prepared.size > MOST_KEPT) prepared.delete(id)
    return request.id
  }
  const kept = prepared.get(request.prepared)
  prepared.delete(request.prepared)
  if (!kept) throw new Error('what was prepared is gone')
  for (const [i, spec] of kept.specs.entries()) {
    const flaw = checkOpenings(
      spec,
      kept.secrets[i]!,
      request.roots[i]!,
      request.places[i]!,
      request.openings[i]!,
    )
    if (flaw !== undefined) return flaw
  }
  return undefined
}

let before: Promise<unknown> = Promise.resolve()
parentPort!.on('message', (request: Parameters<typeof answer>[0]) => {
  before = before
    .then(() => answer(request))
    .then(
      (result) => parentPort!.postMessage({ id: request.id, result }),
      (error: Error) => parentPort!.postMessage({ id: request.id, error: error.message }),
    )
})

/** The thread that checks signatures: two milliseconds each, which nobody else should have to wait for. */
import { parentPort } from 'node:worker_threads'
import { isSignedBy } from '@nodeyard/tensor/proof'

parentPort!.on('message', ({ id, address, text, signature }) => {
  parentPort!.postMessage({ id, result: isSignedBy(address, text, signature) })
})

/**
 * The thread that checks signatures, compiled ones being five times as quick as those of `@nodeyard/tensor`:
 * 0.4 milliseconds each, which nobody else should have to wait for, however many are sent.
 */
import { parentPort } from 'node:worker_threads'
import { publicKeyOf, SIGNATURE_PATTERN } from '@nodeyard/tensor/proof'
import { sr25519Verify, waitReady } from '@polkadot/wasm-crypto'

await waitReady()

function isSignedBy(address: string, text: string, signature: string): boolean {
  const publicKey = publicKeyOf(address)
  if (publicKey === undefined || !SIGNATURE_PATTERN.test(signature)) return false
  return sr25519Verify(Buffer.from(signature, 'hex'), Buffer.from(text), publicKey)
}

parentPort!.on('message', ({ id, address, text, signature }) => {
  parentPort!.postMessage({ id, result: isSignedBy(address, text, signature) })
})

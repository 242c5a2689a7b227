import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { writeSafetensors } from '@nodeyard/tensor/formats'
import type { Connection } from '../client.ts'
import { askGrid, type GridPair, getGridIdentity } from './grid-client.ts'
import { splitOnnx } from './onnx-weights.ts'
import { FRACTION_BITS, type RingTensor, shareWeights } from './secret-shares.ts'
import { sendModel } from './serve-model.ts'

export interface ModelToShare {
  /** An ONNX file, or its bytes. */
  model: string | Uint8Array<ArrayBuffer>
  id: string
  /** Two or more nodes, each of which gets one share of the weights. */
  workers: Connection[]
  /** The node whose randomness the workers will use when the model runs. It gets nothing now. */
  provider: Connection
}

export interface SharedModel {
  id: string
  workers: GridPair[]
  crypto_provider: GridPair
  /** Elements of all weights together. */
  parameters: number
}

/** Where one share is. */
interface Sent {
  worker: Connection
  share_id: string
  token: string
}

/**
 * Shares an ONNX model among grid nodes: its weights, as fixed-point numbers in Z_2^64, are split into additive
 * shares, one for each worker. The host is given where they are and the graph without the weights; it holds no
 * share. When something fails, the shares that were sent are deleted again.
 *
 * @throws Error for a model whose weights are where they could not be hidden, ApiError when a node refuses
 */
export async function shareModel(
  host: Connection,
  { model, id, workers, provider }: ModelToShare,
): Promise<SharedModel> {
  const { graph, weights } = splitOnnx(typeof model === 'string' ? await readFile(model) : model)
  const shares = shareWeights(weights, workers.length)
  const pairs = await Promise.all(workers.map(pairOf))
  const providerPair = await pairOf(provider)
  const about = { id, parts: workers.length, provider: providerPair }
  const sent: Sent[] = []
  try {
    for (const [part, worker] of workers.entries()) {
      sent.push(await sendShare(worker, { ...about, part, tensors: shares[part]! }))
    }
    const manifest = {
      format: 'nodeyard-shares/1',
      fraction_bits: FRACTION_BITS,
      workers: pairs,
      crypto_provider: providerPair,
      shares: sent.map(({ share_id, token }) => ({ share_id, token })),
      graph: Buffer.from(graph).toString('base64'),
    }
    const part = new Blob([JSON.stringify(manifest)], { type: 'application/json' })
    await sendModel(host, part, id, {
      model_id: id,
      allow_download: 'False',
      allow_remote_inference: 'False',
      mpc: 'True',
    })
  } catch (error) {
    await Promise.allSettled(sent.map(deleteShare))
    throw error
  }
  const parameters = weights.reduce((sum, { data }) => sum + data.length, 0)
  return { id, workers: pairs, crypto_provider: providerPair, parameters }
}

async function pairOf(server: Connection): Promise<GridPair> {
  return [(await getGridIdentity(server)).identity, server.url]
}

async function sendShare(
  worker: Connection,
  share: { id: string; part: number; parts: number; provider: GridPair; tensors: Record<string, RingTensor> },
): Promise<Sent> {
  const sent = {
    worker,
    share_id: randomBytes(24).toString('base64url'),
    token: randomBytes(32).toString('base64url'),
  }
  const query = new URLSearchParams({
    model_id: share.id,
    part: String(share.part),
    parts: String(share.parts),
    provider_id: share.provider[0],
    provider_address: share.provider[1],
  })
  await askGrid(worker, `/grid/shares/${sent.share_id}?${query}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/vnd.safetensors', 'x-share-token': sent.token },
    body: writeSafetensors(share.tensors),
  })
  return sent
}

async function deleteShare({ worker, share_id, token }: Sent): Promise<void> {
  await askGrid(worker, `/grid/shares/${share_id}`, {
    method: 'DELETE',
    headers: { 'x-share-token': token },
  })
}

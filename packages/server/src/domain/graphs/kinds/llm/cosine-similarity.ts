import { matmul, normalize, type Tensor, tensor } from '@nodeyard/tensor'
import { Fault } from '../../../../fault.ts'
import { splitNames } from '../../choose-lines.ts'
import { rowsOf } from '../../classical/rows.ts'
import { defineGraphNode } from '../../graph-node.ts'
import { int, string } from '../../params.ts'
import { optional, port } from '../../ports.ts'

/** A single vector is a row. */
const asRows = (x: Tensor) => (x.shape.length === 1 ? x.unsqueeze(0) : x)

export default defineGraphNode({
  name: 'CosineSimilarity',
  category: 'LLM',
  description: 'Compares every query with every key by the angle between them, and finds the nearest.',
  inputs: {
    queries: port('TENSOR', 'Vectors, [Q, D] or [D]'),
    keys: port('TENSOR', 'Vectors, [K, D]'),
    key_labels: optional('LIST', 'What the keys are called'),
  },
  outputs: {
    similarity: port('TENSOR', 'From −1 to 1, [Q, K]'),
    top_k_indices: port('LIST', 'For each query the nearest keys, by number'),
    top_k_labels: port('LIST', 'The same by name'),
  },
  params: {
    top_k: int(5, { min: 1, description: 'How many of the nearest' }),
    exclude_self_words: string('', { description: 'Keys that do not count, by name, with commas between' }),
  },
  isHost: true,
  async run({ queries, keys, key_labels }, { top_k, exclude_self_words }) {
    const [q, k] = [asRows(queries), asRows(keys)]
    if (q.shape.length !== 2 || k.shape.length !== 2 || q.shape[1] !== k.shape[1]) {
      throw new Fault('validation_failed', `[${q.shape}] and [${k.shape}] are no rows of one length`)
    }
    const similarity = matmul(normalize(q), normalize(k).transpose(0, 1))
    const excluded = new Set(splitNames(exclude_self_words).map((word) => word.toLowerCase()))
    const nameOf = (i: number) => String(key_labels?.[i] ?? i)
    const allowed = Array.from({ length: k.shape[0]! }, (_, i) => i).filter(
      (i) => !excluded.has(nameOf(i).toLowerCase()),
    )
    const top = (await rowsOf(similarity, 'similarity')).map((row) =>
      [...allowed].sort((a, b) => row[b]! - row[a]! || a - b).slice(0, top_k),
    )
    return { similarity, top_k_indices: top, top_k_labels: top.map((row) => row.map(nameOf)) }
  },
  steps({ queries, keys }, { similarity, top_k_indices }) {
    const top = top_k_indices as number[][]
    const width = top[0]?.length ?? 0
    const indices = tensor(BigInt64Array.from(top.flat(), BigInt), { shape: [top.length, width] })
    return [
      {
        name: 'input',
        description: 'The vectors to compare.',
        tensors: { queries: asRows(queries), keys: asRows(keys) },
      },
      {
        name: 'similarity',
        description: 'Products of the vectors, each divided by its length.',
        tensors: { similarity },
      },
      { name: 'top_k', description: 'The nearest keys of each query.', tensors: { indices } },
    ]
  },
})

import { indexSelect, manualSeed, randn, type Tensor, tensor, zeros } from '@nodeyard/tensor'
import { Fault } from '../../../../../fault.ts'
import { defineGraphNode } from '../../../graph-node.ts'
import { int, select } from '../../../params.ts'
import { optional, port } from '../../../ports.ts'

interface Given {
  tokens: readonly unknown[] | undefined
  token_ids: readonly unknown[] | undefined
}
interface Params {
  embed_dim: number
  vocab_size: number
  seed: number
  mode: 'hash' | 'ordinal'
}

/** FNV-1a of a text's UTF-8 bytes: the same on every machine. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (const byte of Buffer.from(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0
  return hash
}

/** The row of the table that each token has. */
function rowsFor({ tokens, token_ids: ids }: Given, { vocab_size: size, mode }: Params) {
  if (!tokens && !ids) throw new Fault('validation_failed', 'connect tokens or token_ids')
  const words = (tokens ?? ids!).map(String)
  const order = [...new Set(words)]
  const rows = words.map((word, i) => {
    if (ids) {
      const id = Number(ids[i])
      if (!Number.isSafeInteger(id)) throw new Fault('validation_failed', `"${ids[i]}" is no token id`)
      return ((id % size) + size) % size
    }
    return mode === 'hash' ? hashOf(word) % size : order.indexOf(word) % size
  })
  return { words, rows }
}

function tableFor({ vocab_size, embed_dim, seed }: Params): Tensor {
  manualSeed(seed)
  return randn([vocab_size, embed_dim])
}

export default defineGraphNode({
  name: 'Edu-TokenEmbedding',
  category: 'LLM',
  description: 'Looks tokens up in a table of random vectors: the same token always finds the same row.',
  inputs: {
    tokens: optional('LIST', 'Tokens as text'),
    token_ids: optional('LIST', 'Their numbers, which then choose the row'),
  },
  outputs: {
    embeddings: port('TENSOR', 'A row for each token, [N, embed_dim]'),
    vocab: port('LIST', 'The token of each row'),
  },
  params: {
    embed_dim: int(8, { min: 1, description: 'Size of a vector' }),
    vocab_size: int(32, { min: 1, description: 'Rows of the table' }),
    seed: int(42, { description: 'Decides the table' }),
    mode: select(['hash', 'ordinal'], 'hash', {
      description: 'How a text finds its row: by a hash, or in the order of first appearance',
    }),
  },
  run(given, params) {
    const { words, rows } = rowsFor(given, params)
    if (rows.length === 0) return { embeddings: zeros([0, params.embed_dim]), vocab: [] }
    return { embeddings: indexSelect(tableFor(params), 0, tensor(rows.map(BigInt))), vocab: words }
  },
  steps(given, { embeddings }, params) {
    const { words, rows } = rowsFor(given, params)
    return [
      {
        name: 'input_tokens',
        description: `The tokens: ${words.join(' ')}`,
        scalars: { tokens: words.length },
      },
      {
        name: 'embedding_table',
        description: 'One vector in each row.',
        tensors: { table: tableFor(params) },
      },
      {
        name: 'lookup',
        description: "Each token's row.",
        tensors: { rows: tensor(rows.map(BigInt)), embeddings },
      },
    ]
  },
})

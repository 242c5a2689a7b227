import { type Tensor, tensor, zeros } from '@nodeyard/tensor'
import { defineGraphNode } from '../../graph-node.ts'
import { bool, select, string } from '../../params.ts'
import { optional, port } from '../../ports.ts'
import { VECTOR_SIZE, VOCABULARY, vectorOf } from '../../word-vectors.ts'

interface Params {
  words: string
  normalize: boolean
  keep_oov: boolean
}

function lookUp(tokens: readonly unknown[] | undefined, { words, keep_oov }: Params) {
  const asked = tokens?.map((token) => String(token).trim()) ?? words.split(/[\s,]+/)
  const found = asked
    .filter((word) => word !== '')
    .map((word) => ({ word, vector: vectorOf(word) }))
    .filter(({ vector }) => keep_oov || vector)
  const rows = found.map(({ vector }) => vector ?? new Array<number>(VECTOR_SIZE).fill(0))
  return { labels: found.map(({ word }) => word), rows, asked }
}

const tableOf = (rows: number[][]): Tensor =>
  rows.length === 0
    ? zeros([0, VECTOR_SIZE])
    : tensor(Float32Array.from(rows.flat()), { shape: [rows.length, VECTOR_SIZE] })

/** Rows of length 1; a row of zeros stays one. */
const unit = (rows: number[][]) =>
  rows.map((row) => {
    const length = Math.hypot(...row)
    return length === 0 ? row : row.map((value) => value / length)
  })

export default defineGraphNode({
  name: 'WordVector',
  category: 'LLM',
  description: 'Words as vectors, from a small table made by hand in which likeness and sums have a meaning.',
  inputs: { tokens: optional('LIST', 'The words, instead of those typed in') },
  outputs: {
    embeddings: port('TENSOR', 'A row for each word, [N, 16]'),
    labels: port('LIST', 'The words of the rows'),
  },
  params: {
    backend: select(['demo-16d'], 'demo-16d', { description: 'Which table' }),
    words: string('king queen man woman cat dog', { description: 'Words, with spaces between' }),
    normalize: bool(false, { description: 'Gives every vector the length 1' }),
    keep_oov: bool(false, { description: 'Keeps words that are not in the table, as zeros' }),
  },
  run({ tokens }, params) {
    const { labels, rows } = lookUp(tokens, params)
    return { embeddings: tableOf(params.normalize ? unit(rows) : rows), labels }
  },
  steps({ tokens }, { embeddings }, params) {
    const { asked, rows } = lookUp(tokens, params)
    const looked = {
      name: 'lookup',
      description: `Each word's row of the table of ${VOCABULARY.length} words, lower-cased.`,
      scalars: { found: asked.filter(vectorOf).length },
      tensors: { vectors: tableOf(rows) },
    }
    const normalized = {
      name: 'normalize',
      description: 'Every row divided by its length.',
      tensors: { embeddings },
    }
    return [
      {
        name: 'input_words',
        description: `The words: ${asked.join(', ')}`,
        scalars: { words: asked.length },
      },
      looked,
      ...(params.normalize ? [normalized] : []),
    ]
  },
})

import { createHash } from 'node:crypto'
import { tensor } from '@nodeyard/tensor'
import { Fault } from '../../../../../fault.ts'
import { defineGraphNode } from '../../../graph-node.ts'
import type { EmbedTask } from '../../../offload/tasks/embed-sentence.ts'
import { select, string } from '../../../params.ts'
import { optional, port } from '../../../ports.ts'
import type { RunFiles } from '../../../run-context.ts'

const MODELS = ['multilingual', 'english-small'] as const
const FILES = ['model.safetensors', 'tokenizer.json'] as const

export default defineGraphNode({
  name: 'SentenceEmbedding',
  category: 'EDU',
  description:
    'A sentence as one vector: the mean of the vectors of its tokens, from a static table (model2vec).',
  inputs: { text: optional('STRING', 'The sentence, instead of the one typed in') },
  outputs: { embedding: port('TENSOR', 'Its vector, [D], of length 1') },
  params: {
    model: select(MODELS, 'multilingual', { description: 'Which table of vectors' }),
    text: string('', { description: 'The sentence' }),
  },
  async fingerprint({ model }, { files }) {
    const stamps = await Promise.all(pathsOf(files, model).map((path) => files.stamp(path)))
    return createHash('sha256').update(stamps.join()).digest('hex')
  },
  async run({ text: wired }, { model, text }, context) {
    const paths = pathsOf(context.files, model)
    for (const [i, path] of paths.entries()) {
      if ((await context.files.stamp(path)) !== 'absent') continue
      const message = `the model "${model}" is not here: put ${FILES[i]} of a model2vec model at ${path}`
      throw new Fault('not_found', message, { path })
    }
    const task: EmbedTask = { text: wired ?? text, model: paths[0]!, tokenizer: paths[1]! }
    return { embedding: tensor(await context.offload<Float32Array>('embed-sentence', task)) }
  },
})

const pathsOf = (files: RunFiles, model: (typeof MODELS)[number]) =>
  FILES.map((file) => files.path('models', `model2vec/${model}/${file}`))

import { tensor } from '@nodeyard/tensor'
import { Fault } from '../../../../fault.ts'
import { defineGraphNode } from '../../graph-node.ts'
import type { Tokenized, TokenizeTask } from '../../offload/tasks/tokenize.ts'
import { bool, select, string } from '../../params.ts'
import { optional, port } from '../../ports.ts'
import type { RunContext, RunFiles } from '../../run-context.ts'

const TIKTOKEN = ['cl100k_base', 'o200k_base', 'p50k_base', 'gpt2'] as const
const FAMILIES = [...TIKTOKEN, 'bert-base-uncased', 'Llama-3', 'T5'] as const

export default defineGraphNode({
  name: 'Tokenizer',
  category: 'LLM',
  description: 'Cuts a text into the tokens that a family of language models reads.',
  inputs: { text: optional('STRING', 'The text, instead of the one typed in') },
  outputs: {
    tokens: port('LIST', 'The tokens as text'),
    token_ids: port('LIST', 'Their numbers in the vocabulary'),
    offsets: port('LIST', 'Where each begins and ends in the text, [start, end) in characters'),
  },
  params: {
    family: select(FAMILIES, 'cl100k_base', { description: 'Whose tokens' }),
    text: string('The quick brown fox jumps over the lazy dog.', { description: 'The text to cut' }),
    show_special_tokens: bool(false, { description: 'Whether marks such as [CLS] or <|endoftext|> count' }),
  },
  fingerprint: async ({ family }, { files }) =>
    isBuiltIn(family) ? '' : files.stamp(files.path('models', `tokenizers/${family}/tokenizer.json`)),
  async run({ text: wired }, { family, text, show_special_tokens: areSpecialShown }, context) {
    const { tokens, ids, offsets } = await tokenize(wired ?? text, family, areSpecialShown, context)
    return { tokens, token_ids: ids, offsets }
  },
  steps({ text: wired }, { tokens, token_ids }, { text }) {
    const given = wired ?? text
    return [
      { name: 'input_text', description: `The text: ${given}`, scalars: { characters: [...given].length } },
      {
        name: 'tokenize',
        description: `Cut into: ${tokens.map((token) => JSON.stringify(token)).join(' ')}`,
        scalars: { tokens: tokens.length },
        tensors: { token_ids: tensor(BigInt64Array.from(token_ids as number[], BigInt)) },
      },
    ]
  },
})

const isBuiltIn = (family: string) => (TIKTOKEN as readonly string[]).includes(family)

async function tokenize(text: string, family: string, areSpecialShown: boolean, context: RunContext) {
  const isOwn = isBuiltIn(family)
  const folder = isOwn ? undefined : await folderOf(family, context.files)
  const task: TokenizeTask = { text, family, areSpecialShown, folder }
  return context.offload<Tokenized>('tokenize', task)
}

/** These come with their models, under the models' terms: whoever has one puts its file here. */
async function folderOf(family: string, files: RunFiles): Promise<string> {
  const path = files.path('models', `tokenizers/${family}/tokenizer.json`)
  if ((await files.stamp(path)) !== 'absent') return files.path('models', `tokenizers/${family}`)
  throw new Fault(
    'not_found',
    `the tokenizer of ${family} does not come with Nodeyard: put its file tokenizer.json at ${path}`,
    { path },
  )
}

import { readFile } from 'node:fs/promises'
import { Tokenizer } from '@huggingface/tokenizers'
import { tensorsFromSafetensors } from '@nodeyard/tensor'

export interface EmbedTask {
  text: string
  /** Paths of model.safetensors and tokenizer.json of a model2vec model. */
  model: string
  tokenizer: string
}

/** The mean of the vectors of a text's tokens, brought to the length 1; zeros for a text without any. */
export default async function embedSentence({ text, model, tokenizer }: EmbedTask): Promise<Float32Array> {
  const tensors = await tensorsFromSafetensors(await readFile(model))
  const table = tensors.embeddings ?? Object.values(tensors)[0]
  if (table?.shape.length !== 2) throw new Error('the model holds no table of vectors')
  const [count, width] = table.shape as [number, number]
  const values = await table.to('float32').read()
  const { ids } = new Tokenizer(JSON.parse(await readFile(tokenizer, 'utf8')), {}).encode(text, {
    add_special_tokens: false,
  })
  const known = ids.filter((id: number) => id < count)
  const sum = new Float32Array(width)
  for (const id of known) for (let j = 0; j < width; j++) sum[j]! += Number(values[id * width + j])
  const length = Math.hypot(...sum)
  return length === 0 ? sum : sum.map((value) => value / length)
}

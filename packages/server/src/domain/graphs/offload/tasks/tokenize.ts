import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Tokenizer } from '@huggingface/tokenizers'
import { Tiktoken } from 'js-tiktoken/lite'

export interface TokenizeTask {
  text: string
  family: string
  areSpecialShown: boolean
  /** Where tokenizer.json lies, for families that come as files. */
  folder: string | undefined
}

export interface Tokenized {
  tokens: string[]
  ids: number[]
  /** [start, end) in characters of the text. */
  offsets: [number, number][]
}

/** Vocabularies take a while to be read: a worker keeps those it has read. */
const tiktokens = new Map<string, Tiktoken>()

export default async function tokenize(task: TokenizeTask): Promise<Tokenized> {
  return task.folder === undefined ? byTiktoken(task) : byFile(task, task.folder)
}

const RANKS: Record<string, () => Promise<{ default: ConstructorParameters<typeof Tiktoken>[0] }>> = {
  cl100k_base: () => import('js-tiktoken/ranks/cl100k_base'),
  o200k_base: () => import('js-tiktoken/ranks/o200k_base'),
  p50k_base: () => import('js-tiktoken/ranks/p50k_base'),
  gpt2: () => import('js-tiktoken/ranks/gpt2'),
}

async function byTiktoken({ text, family, areSpecialShown }: TokenizeTask): Promise<Tokenized> {
  let tokenizer = tiktokens.get(family)
  if (!tokenizer) {
    tokenizer = new Tiktoken((await RANKS[family]!()).default)
    tiktokens.set(family, tokenizer)
  }
  const ids = areSpecialShown ? tokenizer.encode(text, 'all') : tokenizer.encode(text, [], [])
  const tokens = ids.map((id) => tokenizer.decode([id]))
  const offsets: [number, number][] = []
  let position = 0
  let pending: number[] = []
  for (const id of ids) {
    pending.push(id)
    const piece = tokenizer.decode(pending)
    // Part of a character: it is known where it lies once all its tokens are there.
    if (piece.includes('\ufffd') && !text.startsWith(piece, position)) continue
    const span: [number, number] = [position, position + piece.length]
    for (const _ of pending) offsets.push([...span])
    position = span[1]
    pending = []
  }
  for (const _ of pending) offsets.push([position, text.length])
  return { tokens, ids, offsets: inCharacters(text, offsets) }
}

async function byFile({ text, areSpecialShown }: TokenizeTask, folder: string): Promise<Tokenized> {
  const read = async (name: string) => JSON.parse(await readFile(join(folder, name), 'utf8')) as object
  const config = await read('tokenizer_config.json').catch(() => ({}))
  const tokenizer = new Tokenizer(await read('tokenizer.json'), config)
  const { ids, tokens } = tokenizer.encode(text, { add_special_tokens: areSpecialShown })
  const special = new Set([...tokenizer.get_added_tokens_decoder().keys()])
  const folded = text.toLowerCase()
  let position = 0
  const offsets = ids.map((id: number, i: number): [number, number] => {
    const piece = (tokenizer.decode([id]) || tokens[i]!).replace(/^##/, '').trim().toLowerCase()
    const start = special.has(id) || piece === '' ? -1 : folded.indexOf(piece, position)
    if (start < 0) return [position, position]
    position = start + piece.length
    return [start, position]
  })
  return { tokens, ids, offsets: inCharacters(text, offsets) }
}

/** Places in JavaScript's text, in which some characters count twice, as characters. */
function inCharacters(text: string, offsets: [number, number][]): [number, number][] {
  const characters: number[] = []
  let count = 0
  for (const character of text) {
    for (let i = 0; i < character.length; i++) characters.push(count)
    count++
  }
  characters.push(count)
  return offsets.map(([start, end]) => [characters[start]!, characters[end] ?? count])
}

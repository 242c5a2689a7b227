import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { dirname } from 'node:path'
import { after, test } from 'node:test'
import { tensor } from '@nodeyard/tensor'
import { everyKindRuns } from './every-kind-runs.ts'
import { files, gap, numbers, offload, runKind } from './run-host-kind.ts'

after(() => offload.close())

test('Tokenizer cuts as the models do', async () => {
  const known: Record<string, number[]> = {
    cl100k_base: [9906, 1917, 0],
    o200k_base: [13225, 2375, 0],
    p50k_base: [15496, 995, 0],
    gpt2: [15496, 995, 0],
  }
  for (const [family, ids] of Object.entries(known)) {
    const { outputs, steps } = await runKind('Tokenizer', {}, { family, text: 'Hello world!' })
    assert.deepEqual(outputs.token_ids, ids, family)
    assert.deepEqual(outputs.tokens, ['Hello', ' world', '!'])
    assert.deepEqual(outputs.offsets, [
      [0, 5],
      [5, 11],
      [11, 12],
    ])
    assert.deepEqual(
      steps.map(({ name }) => name),
      ['input_text', 'tokenize'],
    )
  }
  const { outputs } = await runKind('Tokenizer', { text: 'é𝄞 ok' })
  assert.equal(outputs.offsets.at(-1)[1], 5, 'in characters, not in code units')
  const special = { text: '<|endoftext|>', show_special_tokens: true }
  assert.deepEqual((await runKind('Tokenizer', {}, special)).outputs.token_ids, [100257])
  assert.ok((await runKind('Tokenizer', {}, { text: '<|endoftext|>' })).outputs.token_ids.length > 3)
})

test('families that come as files say where to put them, and are read', async () => {
  await assert.rejects(
    runKind('Tokenizer', {}, { family: 'bert-base-uncased' }),
    /put its file tokenizer.json at .*tokenizers\/bert-base-uncased\/tokenizer.json/,
  )
  const path = files.path('models', 'tokenizers/bert-base-uncased/tokenizer.json')
  mkdirSync(dirname(path), { recursive: true })
  const vocab = { '[PAD]': 0, '[UNK]': 1, '[CLS]': 2, '[SEP]': 3, hello: 4, play: 5, '##ing': 6, world: 7 }
  const mark = (id: number, content: string) => ({
    id,
    content,
    single_word: false,
    lstrip: false,
    rstrip: false,
    normalized: false,
    special: true,
  })
  writeFileSync(
    path,
    JSON.stringify({
      version: '1.0',
      added_tokens: [mark(0, '[PAD]'), mark(1, '[UNK]'), mark(2, '[CLS]'), mark(3, '[SEP]')],
      normalizer: {
        type: 'BertNormalizer',
        clean_text: true,
        handle_chinese_chars: true,
        strip_accents: null,
        lowercase: true,
      },
      pre_tokenizer: { type: 'BertPreTokenizer' },
      post_processor: {
        type: 'TemplateProcessing',
        single: [
          { SpecialToken: { id: '[CLS]', type_id: 0 } },
          { Sequence: { id: 'A', type_id: 0 } },
          { SpecialToken: { id: '[SEP]', type_id: 0 } },
        ],
        pair: [],
        special_tokens: {
          '[CLS]': { id: '[CLS]', ids: [2], tokens: ['[CLS]'] },
          '[SEP]': { id: '[SEP]', ids: [3], tokens: ['[SEP]'] },
        },
      },
      decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
      model: {
        type: 'WordPiece',
        unk_token: '[UNK]',
        continuing_subword_prefix: '##',
        max_input_chars_per_word: 100,
        vocab,
      },
    }),
  )
  const plain = await runKind('Tokenizer', {}, { family: 'bert-base-uncased', text: 'Hello playing' })
  assert.deepEqual(plain.outputs.token_ids, [4, 5, 6])
  assert.deepEqual(plain.outputs.tokens, ['hello', 'play', '##ing'])
  assert.deepEqual(plain.outputs.offsets, [
    [0, 5],
    [6, 10],
    [10, 13],
  ])
  const marked = { family: 'bert-base-uncased', text: 'World', show_special_tokens: true }
  assert.deepEqual((await runKind('Tokenizer', {}, marked)).outputs.token_ids, [2, 7, 3])
})

test('WordVector knows that a king without his manhood is no queen yet', async () => {
  const { outputs, steps } = await runKind('WordVector', {}, { words: 'King queen man woman cat zzz' })
  assert.deepEqual(outputs.embeddings.shape, [5, 16])
  assert.deepEqual(outputs.labels, ['King', 'queen', 'man', 'woman', 'cat'])
  assert.deepEqual(
    steps.map(({ name }) => name),
    ['input_words', 'lookup'],
  )
  const [king, queen, man, woman] = Array.from({ length: 4 }, (_, i) => outputs.embeddings.narrow(0, i, 1))
  const near = await runKind(
    'CosineSimilarity',
    {
      queries: king.sub(man).add(woman),
      keys: outputs.embeddings,
      key_labels: outputs.labels,
    },
    { top_k: 1, exclude_self_words: 'king,man,woman' },
  )
  assert.deepEqual(near.outputs.top_k_labels, [['queen']])
  assert.ok(queen)
  const kept = await runKind('WordVector', { tokens: ['dog', 'zzz'] }, { keep_oov: true, normalize: true })
  const rows = await numbers(kept.outputs.embeddings)
  assert.ok(Math.abs(Math.hypot(...rows.slice(0, 16)) - 1) < 1e-6)
  assert.ok(rows.slice(16).every((value) => value === 0))
  assert.equal(kept.steps.length, 3)
})

test('CosineSimilarity compares and ranks', async () => {
  const inputs = {
    queries: tensor([1, 0]),
    keys: tensor([
      [2, 0],
      [0, 3],
      [1, 1],
      [0, 0],
    ]),
  }
  const { outputs, steps } = await runKind('CosineSimilarity', inputs, { top_k: 2 })
  assert.ok(gap(await numbers(outputs.similarity), [1, 0, Math.SQRT1_2, 0]) < 1e-6)
  assert.deepEqual(outputs.top_k_indices, [[0, 2]])
  assert.deepEqual(outputs.top_k_labels, [['0', '2']])
  assert.deepEqual(
    steps.map(({ name }) => name),
    ['input', 'similarity', 'top_k'],
  )
  await assert.rejects(
    runKind('CosineSimilarity', { ...inputs, queries: tensor([1]) }),
    /no rows of one length/,
  )
})

test('AttentionMask, AttentionHeatmap and PositionalEncoding', async () => {
  const causal = await runKind('AttentionMask', { tokens: ['a', 'b', 'c'] })
  assert.deepEqual(await numbers(causal.outputs.mask), [0, 1, 1, 0, 0, 1, 0, 0, 0])
  assert.equal(causal.outputs.mask.dtype, 'bool')
  const padded = await runKind('AttentionMask', { tokens: ['a', '<pad>'] }, { mode: 'padding' })
  assert.deepEqual(await numbers(padded.outputs.mask), [0, 1, 0, 1])
  await assert.rejects(runKind('AttentionMask'), /connect a tensor or tokens/)
  await assert.rejects(runKind('AttentionMask', {}, { mode: 'padding' }), /needs the tokens/)

  const weights = tensor(
    Float32Array.from({ length: 12 }, (_, i) => i),
    { shape: [3, 2, 2] },
  )
  const one = await runKind('AttentionHeatmap', { weights, labels: ['x', 'y'] }, { head_index: 1 })
  assert.deepEqual(await numbers(one.outputs.weights), [4, 5, 6, 7])
  assert.equal((await runKind('AttentionHeatmap', { weights })).outputs.weights, weights)
  await assert.rejects(runKind('AttentionHeatmap', { weights }, { head_index: 3 }), /no head 3/)

  const x = tensor(new Float32Array(3 * 4), { shape: [3, 4] })
  const waves = await runKind('PositionalEncoding', { tensor: x })
  const wanted = [0, 1, 2].flatMap((s) => [Math.sin(s), Math.cos(s), Math.sin(s / 100), Math.cos(s / 100)])
  assert.ok(gap(await numbers(waves.outputs.pe), wanted) < 1e-6)
  assert.deepEqual(
    waves.steps.map(({ name }) => name),
    ['input', 'compute_pe', 'add'],
  )
  const learned = await runKind('PositionalEncoding', { tensor: x.unsqueeze(1) }, { mode: 'learnable' })
  assert.deepEqual(learned.outputs.tensor.shape, [3, 1, 4])
  await assert.rejects(runKind('PositionalEncoding', { tensor: x }, { max_len: 2 }), /max_len is 2/)
})

test('EmbeddingScatter keeps what is alike together', async () => {
  const rows = Array.from({ length: 20 }, (_, i) => [i < 10 ? 0 : 10, (i * 7) % 3, ((i * 13) % 5) / 5, 1])
  for (const method of ['PCA', 't-SNE']) {
    const { outputs } = await runKind('EmbeddingScatter', { embeddings: tensor(rows) }, { method })
    const points = await numbers(outputs.points_2d)
    assert.ok(Math.abs(Math.max(...points.map(Math.abs)) - 1) < 1e-6)
    const apart = (i: number, j: number) =>
      Math.hypot(points[2 * i]! - points[2 * j]!, points[2 * i + 1]! - points[2 * j + 1]!)
    for (let i = 0; i < 20; i++) {
      const nearest = rows
        .map((_, j) => j)
        .filter((j) => j !== i)
        .sort((a, b) => apart(i, a) - apart(i, b))[0]!
      assert.equal(nearest < 10, i < 10, `${method} ${i}`)
    }
  }
  const few = await runKind(
    'EmbeddingScatter',
    {
      embeddings: tensor([
        [1, 2, 3],
        [4, 5, 6],
      ]),
    },
    { method: 't-SNE' },
  )
  assert.deepEqual(few.outputs.labels, ['0', '1'])
  assert.deepEqual(
    few.steps.map(({ name }) => name),
    ['input', 'fallback', 'pca', 'normalize'],
  )
})

test('LLMChat streams from OpenAI-like, Anthropic-like and Ollama endpoints', async () => {
  // biome-ignore lint/suspicious/noExplicitAny: bodies are looked at one by one
  const asked: { url: string; headers: Record<string, unknown>; body: any }[] = []
  const server = createServer(async (request, response) => {
    let text = ''
    for await (const chunk of request) text += chunk
    asked.push({ url: request.url!, headers: request.headers, body: JSON.parse(text) })
    const { model } = JSON.parse(text)
    if (model === 'refused') return void response.writeHead(401).end('{"error":"bad key sk-1"}')
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    if (model === 'endless') return void response.write('data: {"choices":[{"delta":{"content":"a"}}]}\n\n')
    for (const part of ['Hel', 'lo ', 'you']) {
      const frame = request.url!.endsWith('/messages')
        ? { type: 'content_block_delta', delta: { type: 'text_delta', text: part } }
        : { choices: [{ delta: { content: part } }] }
      response.write(`event: x\ndata: ${JSON.stringify(frame)}\r\n\r\n`)
    }
    if (model === 'broken') response.write('data: {"error":{"message":"overloaded"}}\n\n')
    response.end('data: [DONE]\n\n')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    const base = `http://127.0.0.1:${(server.address() as { port: number }).port}`
    const secrets: Record<string, string> = {
      OPENAI_BASE_URL: `${base}/v1`,
      OPENAI_API_KEY: 'sk-server',
      ANTHROPIC_BASE_URL: base,
    }
    const more = { secret: (name: string) => secrets[name] }
    const chat = await runKind('LLMChat', { text: 'T', array: [1, tensor([2])] }, { prompt: 'P' }, more)
    assert.equal(chat.outputs.text, 'Hello you')
    assert.deepEqual(chat.progress.at(-1), { event: 'text', text: 'Hello you' })
    assert.equal(asked[0]!.url, '/v1/chat/completions')
    assert.equal(asked[0]!.headers.authorization, 'Bearer sk-server')
    assert.equal(asked[0]!.body.messages[1].content, 'T\n\n[1,[2]]\n\nP')
    assert.equal(asked[0]!.body.max_completion_tokens, 1024)

    const image = tensor(new Float32Array(12), { shape: [3, 2, 2] })
    const claude = { provider: 'Claude API', anthropic_api_key: 'sk-mine', model: 'm', temperature: 1.5 }
    assert.equal((await runKind('LLMChat', { image }, claude, more)).outputs.text, 'Hello you')
    assert.equal(asked[1]!.url, '/v1/messages')
    assert.equal(asked[1]!.headers['x-api-key'], 'sk-mine')
    assert.equal(asked[1]!.body.temperature, 1)
    const kinds = asked[1]!.body.messages[0].content.map((part: { type: string }) => part.type)
    assert.deepEqual(kinds, ['text', 'image'])
    assert.equal(asked[1]!.body.messages[0].content[1].source.media_type, 'image/png')

    const ollama = { provider: 'Ollama', ollama_base_url: `${base}/v1/`, model: 'llama' }
    assert.equal((await runKind('LLMChat', {}, ollama)).outputs.text, 'Hello you')
    assert.equal(asked[2]!.headers.authorization, undefined)

    const refused = runKind('LLMChat', {}, { model: 'refused', openai_api_key: 'sk-1' }, more)
    await assert.rejects(
      refused,
      (error: Error) => /answers 401/.test(error.message) && !error.message.includes('sk-1'),
    )
    await assert.rejects(runKind('LLMChat', {}, { model: 'broken' }, more), /stopped: "overloaded"/)
    await assert.rejects(runKind('LLMChat', {}, {}), /set OPENAI_API_KEY/)
    await assert.rejects(runKind('LLMChat', {}, { provider: 'Codex' }), /ChatGPT API/)
    const stop = new AbortController()
    const endless = runKind('LLMChat', {}, { model: 'endless' }, { ...more, signal: stop.signal })
    setTimeout(() => stop.abort(new Error('enough')), 200)
    await assert.rejects(endless, /enough/)
  } finally {
    server.closeAllConnections()
    server.close()
  }
  const gone = { provider: 'Ollama', ollama_base_url: 'http://127.0.0.1:9/v1' }
  await assert.rejects(runKind('LLMChat', {}, gone), /cannot be reached/)
})

everyKindRuns(import.meta.url)

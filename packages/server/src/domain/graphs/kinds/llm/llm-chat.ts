import { Tensor } from '@nodeyard/tensor'
import { Fault } from '../../../../fault.ts'
import { defineGraphNode } from '../../graph-node.ts'
import { type ChatRequest, streamChat } from '../../llm/stream-chat.ts'
import { float, int, secret, select, string } from '../../params.ts'
import { pictureOf } from '../../pictures/picture.ts'
import { optional, port } from '../../ports.ts'
import type { RunContext } from '../../run-context.ts'
import { showValue } from '../../show-value.ts'

const PROVIDERS = ['ChatGPT API', 'Codex', 'Claude API', 'Ollama'] as const

/** Milliseconds between two frames of progress. */
const FRAME_MS = 100

export default defineGraphNode({
  name: 'LLMChat',
  category: 'LLM',
  description: 'Asks a language model, and shows its answer as it is written.',
  inputs: {
    text: optional('STRING', 'Text that goes along'),
    image: optional('IMAGE', 'A picture that goes along'),
    array: optional('LIST', 'A list that goes along, as JSON'),
  },
  outputs: { text: port('STRING', 'The answer') },
  params: {
    provider: select(PROVIDERS, 'ChatGPT API', { description: 'Who answers' }),
    model: string('gpt-5.2', { description: 'Which of its models' }),
    prompt: string('Summarize the provided input.', { description: 'What is asked' }),
    system_prompt: string('You are a helpful assistant.', { description: 'How it should behave' }),
    openai_api_key: secret('', {
      description: "A key; the server's own where none is given",
      visibleWhen: { provider: 'ChatGPT API' },
    }),
    anthropic_api_key: secret('', {
      description: "A key; the server's own where none is given",
      visibleWhen: { provider: 'Claude API' },
    }),
    ollama_base_url: string('http://127.0.0.1:11434/v1', {
      description: 'Where Ollama (or anything that speaks like OpenAI) listens',
      visibleWhen: { provider: 'Ollama' },
    }),
    max_tokens: int(1024, { min: 1, max: 200000, description: 'Tokens of the answer at most' }),
    temperature: float(0.7, { min: 0, max: 2, description: 'How freely it writes' }),
  },
  isUncacheable: true,
  isHost: true,
  hasProgress: true,
  async run({ text, image, array }, params, context) {
    const list = array && (await Promise.all(array.map(plainOf)))
    const parts = [text, list && JSON.stringify(list), params.prompt]
    const request: ChatRequest = {
      ...endpointOf(params, context),
      model: params.model,
      system: params.system_prompt,
      text: parts.filter((part) => part !== undefined && part !== '').join('\n\n'),
      png: image && (await (await pictureOf(image)).png().toBuffer()).toString('base64'),
      maxTokens: params.max_tokens,
      temperature: params.temperature,
    }
    let answer = ''
    let toldAt = 0
    for await (const delta of streamChat(context.fetch, request, context.signal)) {
      answer += delta
      if (Date.now() - toldAt < FRAME_MS) continue
      toldAt = Date.now()
      context.progress({ event: 'text', text: answer })
    }
    context.progress({ event: 'text', text: answer })
    return { text: answer }
  },
})

/** Tensors in a list as their numbers. */
const plainOf = async (value: unknown) =>
  value instanceof Tensor
    ? JSON.parse(JSON.stringify(value.numel > 1000 ? await showValue(value) : await value.tolist()))
    : value

interface Params {
  provider: (typeof PROVIDERS)[number]
  openai_api_key: string
  anthropic_api_key: string
  ollama_base_url: string
}

function endpointOf(
  params: Params,
  { secret: find }: RunContext,
): Pick<ChatRequest, 'protocol' | 'baseUrl' | 'key'> {
  const need = (given: string, name: string) => {
    const key = given.trim() || find(name)
    if (key !== undefined) return key
    throw new Fault(
      'validation_failed',
      `${params.provider} wants a key: type one in, or set ${name} for the server`,
    )
  }
  switch (params.provider) {
    case 'ChatGPT API':
      return {
        protocol: 'openai',
        baseUrl: find('OPENAI_BASE_URL') ?? 'https://api.openai.com/v1',
        key: need(params.openai_api_key, 'OPENAI_API_KEY'),
      }
    case 'Claude API':
      return {
        protocol: 'anthropic',
        baseUrl: find('ANTHROPIC_BASE_URL') ?? 'https://api.anthropic.com',
        key: need(params.anthropic_api_key, 'ANTHROPIC_API_KEY'),
      }
    case 'Ollama':
      return { protocol: 'openai', baseUrl: params.ollama_base_url.trim(), key: undefined }
    case 'Codex':
      throw new Fault(
        'validation_failed',
        "Codex's sign-in is not offered here: use the ChatGPT API with a key",
      )
  }
}

import { withoutVersion } from './base-url.ts'
import { type Message, pictureOfPart, type Question, textOf } from './conversation.ts'
import type { Protocol } from './protocols.ts'
import { idsOf } from './speak-openai.ts'

const STOP: Record<string, string> = {
  end_turn: 'stop',
  stop_sequence: 'stop',
  max_tokens: 'length',
  tool_use: 'tool_calls',
}

/** Anthropic's messages: the system's words stand apart, and what tools answered is the user's. */
export const anthropic: Protocol = {
  ask: (baseUrl, { model, messages, tools, maxTokens, temperature }) => {
    const system = messages
      .filter(isSystem)
      .map(({ content }) => textOf(content))
      .join('\n\n')
    return {
      url: `${withoutVersion(baseUrl)}/v1/messages`,
      body: {
        model,
        stream: true,
        max_tokens: maxTokens,
        // Its scale ends at 1.
        ...(temperature !== undefined && { temperature: Math.min(temperature, 1) }),
        ...(system !== '' && { system }),
        messages: turnsOf(messages),
        ...(tools.length > 0 && { tools: toolsOf(tools) }),
      },
    }
  },
  headers: (key) => ({
    'anthropic-version': '2023-06-01',
    ...(key !== undefined && { 'x-api-key': key }),
  }),
  stream: 'events',
  read({ type, index, delta, content_block: block, usage, message }, reply) {
    if (message?.usage) reply.setUsage(Number(message.usage.input_tokens) || 0, 0)
    if (usage) reply.setUsage(reply.usage?.prompt_tokens ?? 0, Number(usage.output_tokens) || 0)
    if (typeof delta?.stop_reason === 'string')
      reply.stopReason = STOP[delta.stop_reason] ?? delta.stop_reason
    if (type === 'content_block_start' && block?.type === 'tool_use') {
      const call = reply.callAt(Number(index))
      call.id = String(block.id)
      call.function.name = String(block.name)
    }
    if (type !== 'content_block_delta') return ''
    if (typeof delta?.partial_json === 'string') {
      reply.callAt(Number(index)).function.arguments += delta.partial_json
    }
    return typeof delta?.text === 'string' ? delta.text : ''
  },
  models: {
    url: (baseUrl) => `${withoutVersion(baseUrl)}/v1/models?limit=1000`,
    read: (body) => idsOf((body as { data?: unknown } | null)?.data, 'id'),
  },
}

const isSystem = ({ role }: Message) => role === 'system' || role === 'developer'

const toolsOf = (tools: Question['tools']) =>
  tools.map(({ function: { name, description, parameters } }) => ({
    name,
    ...(description !== undefined && { description }),
    input_schema: parameters ?? { type: 'object', properties: {} },
  }))

type Turn = { role: 'user' | 'assistant'; content: string | object[] }

function turnsOf(messages: readonly Message[]): Turn[] {
  const turns: Turn[] = []
  for (const message of messages) {
    if (isSystem(message)) continue
    const role = message.role === 'assistant' ? 'assistant' : 'user'
    const content = contentOf(message)
    const before = turns.at(-1)
    // It wants turns to alternate: the answers of several tools are one turn.
    if (before?.role === role) before.content = [...blocksOf(before.content), ...blocksOf(content)]
    else turns.push({ role, content })
  }
  return turns
}

const blocksOf = (content: Turn['content']) =>
  typeof content === 'string' ? [{ type: 'text', text: content }] : content

function contentOf({ role, content, tool_calls: calls, tool_call_id: id }: Message): Turn['content'] {
  if (role === 'tool') return [{ type: 'tool_result', tool_use_id: id ?? '', content: textOf(content) }]
  if (!calls?.length && typeof content === 'string') return content
  const parts = typeof content === 'string' ? [{ type: 'text', text: content }] : (content ?? [])
  const blocks = parts.flatMap((part): object[] => {
    if (part.type === 'text') return part.text ? [{ type: 'text', text: part.text }] : []
    const picture = pictureOfPart(part)
    const source = picture
      ? { type: 'base64', media_type: picture.type, data: picture.data }
      : { type: 'url', url: part.image_url?.url ?? '' }
    return [{ type: 'image', source }]
  })
  const used = (calls ?? []).map((call) => ({
    type: 'tool_use',
    id: call.id,
    name: call.function.name,
    input: argumentsOf(call.function.arguments),
  }))
  return [...blocks, ...used]
}

/** What a model wrote as a tool's arguments; it may not be JSON. */
export function argumentsOf(text: string): object {
  try {
    const value = JSON.parse(text) as unknown
    return typeof value === 'object' && value !== null ? value : {}
  } catch {
    return {}
  }
}

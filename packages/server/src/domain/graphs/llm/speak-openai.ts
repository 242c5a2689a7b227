import { withoutSlash } from './base-url.ts'
import type { Frame, Protocol } from './protocols.ts'

/** Chat completions: OpenAI, OpenRouter, and everything that says it is compatible. */
export const openai: Protocol = {
  ask: (baseUrl, { model, messages, tools, maxTokens, temperature, effort }) => ({
    url: `${withoutSlash(baseUrl)}/chat/completions`,
    body: {
      model,
      stream: true,
      // Newer models of OpenAI know only this name, others only the old one.
      ...(/^(gpt-[5-9]|o\d)/.test(model) ? { max_completion_tokens: maxTokens } : { max_tokens: maxTokens }),
      ...(temperature !== undefined && { temperature }),
      ...(effort !== undefined && { reasoning_effort: effort }),
      messages,
      ...(tools.length > 0 && { tools }),
      stream_options: { include_usage: true },
    },
  }),
  headers: (key) => (key === undefined ? {} : { authorization: `Bearer ${key}` }),
  stream: 'events',
  read({ choices, usage }, reply) {
    if (usage) reply.setUsage(Number(usage.prompt_tokens) || 0, Number(usage.completion_tokens) || 0)
    const [choice] = Array.isArray(choices) ? (choices as Frame[]) : []
    if (typeof choice?.finish_reason === 'string') reply.stopReason = choice.finish_reason
    const delta = (choice?.delta ?? {}) as Frame
    for (const [i, part] of (Array.isArray(delta.tool_calls)
      ? (delta.tool_calls as Frame[])
      : []
    ).entries()) {
      const call = reply.callAt(Number(part.index ?? i))
      if (typeof part.id === 'string' && part.id !== '') call.id = part.id
      if (typeof part.function?.name === 'string') call.function.name += part.function.name
      if (typeof part.function?.arguments === 'string') call.function.arguments += part.function.arguments
    }
    return typeof delta.content === 'string' ? delta.content : ''
  },
  models: {
    url: (baseUrl) => `${withoutSlash(baseUrl)}/models`,
    read: (body) => idsOf((body as Frame)?.data, 'id'),
  },
}

export const idsOf = (list: unknown, name: string): string[] =>
  Array.isArray(list)
    ? list.map((each: Frame) => each?.[name]).filter((id): id is string => typeof id === 'string')
    : []

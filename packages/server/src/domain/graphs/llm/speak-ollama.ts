import { withoutVersion } from './base-url.ts'
import { pictureOfPart, textOf } from './conversation.ts'
import type { Frame, Protocol } from './protocols.ts'
import { argumentsOf } from './speak-anthropic.ts'
import { idsOf } from './speak-openai.ts'

/** Ollama's own chat: a line of JSON for each piece. */
export const ollama: Protocol = {
  ask: (baseUrl, { model, messages, tools, maxTokens, temperature }) => ({
    url: `${withoutVersion(baseUrl)}/api/chat`,
    body: {
      model,
      stream: true,
      messages: messages.map(({ role, content, tool_calls: calls }) => {
        const pictures = typeof content === 'string' ? [] : (content ?? []).map(pictureOfPart)
        const images = pictures.flatMap((picture) => (picture ? [picture.data] : []))
        return {
          role: role === 'developer' ? 'system' : role,
          content: textOf(content),
          ...(images.length > 0 && { images }),
          ...(calls?.length && {
            tool_calls: calls.map(({ function: { name, arguments: text } }) => ({
              function: { name, arguments: argumentsOf(text) },
            })),
          }),
        }
      }),
      ...(tools.length > 0 && { tools }),
      options: { num_predict: maxTokens, ...(temperature !== undefined && { temperature }) },
    },
  }),
  headers: (key) => (key === undefined ? {} : { authorization: `Bearer ${key}` }),
  stream: 'lines',
  read({ message, done, done_reason: reason, prompt_eval_count: prompt, eval_count: written }, reply) {
    const calls = Array.isArray(message?.tool_calls) ? (message.tool_calls as Frame[]) : []
    for (const [i, { function: asked }] of calls.entries()) {
      const call = reply.callAt(i)
      call.function.name = String(asked?.name ?? '')
      call.function.arguments = JSON.stringify(asked?.arguments ?? {})
    }
    if (done === true) {
      if (typeof reason === 'string') reply.stopReason = reason
      reply.setUsage(Number(prompt) || 0, Number(written) || 0)
    }
    return typeof message?.content === 'string' ? message.content : ''
  },
  models: {
    url: (baseUrl) => `${withoutVersion(baseUrl)}/api/tags`,
    read: (body) => idsOf((body as { models?: unknown } | null)?.models, 'name'),
  },
}

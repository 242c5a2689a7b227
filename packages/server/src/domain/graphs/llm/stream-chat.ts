import { type Endpoint, talk } from './talk.ts'

/** One question to a language model, at its endpoint. */
export interface ChatRequest extends Endpoint {
  model: string
  system: string
  text: string
  /** A picture in base64. */
  png: string | undefined
  maxTokens: number
  temperature: number
}

/**
 * The answer of a language model, piece by piece as it is written.
 *
 * @throws Fault `upstream_failed` when it cannot be reached, refuses, or ends in the middle
 */
export async function* streamChat(
  fetchIt: typeof fetch,
  { system, text, png, ...request }: ChatRequest,
  signal: AbortSignal,
): AsyncGenerator<string> {
  const picture = { type: 'image_url', image_url: { url: `data:image/png;base64,${png}` } }
  const messages = [
    ...(system === '' ? [] : [{ role: 'system' as const, content: system }]),
    { role: 'user' as const, content: png === undefined ? text : [{ type: 'text', text }, picture] },
  ]
  yield* talk(fetchIt, request, { ...request, messages, tools: [] }, signal)
}

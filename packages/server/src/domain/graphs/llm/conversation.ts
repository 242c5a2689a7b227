/** A message as OpenAI's chat completions know it: what clients send, whatever the provider speaks. */
export interface Message {
  role: 'system' | 'developer' | 'user' | 'assistant' | 'tool'
  content?: string | readonly Part[] | null
  tool_calls?: readonly ToolCall[]
  tool_call_id?: string
}

export interface Part {
  type: string
  text?: string
  /** A data URL, or an address. */
  image_url?: { url: string }
}

export interface ToolCall {
  id: string
  type: 'function'
  function: { name: string; arguments: string }
}

export interface Tool {
  type: 'function'
  function: { name: string; description?: string; parameters?: object }
}

export interface Question {
  model: string
  messages: readonly Message[]
  tools: readonly Tool[]
  maxTokens: number
  temperature: number | undefined
  /** How much to think, where the provider knows such a thing. */
  effort?: string | undefined
}

export interface Usage {
  prompt_tokens: number
  completion_tokens: number
  total_tokens: number
}

/** What a whole answer came to. */
export interface Reply {
  message: { role: 'assistant'; content: string | null; tool_calls?: ToolCall[] }
  /** `stop`, `length`, `tool_calls`, or the provider's own word. */
  stopReason: string
  usage: Usage | null
}

/** Collects what comes in pieces. */
export class ReplyWriter {
  text = ''
  stopReason = 'stop'
  usage: Usage | null = null
  readonly #calls = new Map<number, ToolCall>()

  /** The tool call at a place, begun where it is new. */
  callAt(index: number): ToolCall {
    const call = this.#calls.get(index) ?? {
      id: `call_${index}`,
      type: 'function' as const,
      function: { name: '', arguments: '' },
    }
    this.#calls.set(index, call)
    return call
  }

  setUsage(prompt: number, completion: number): void {
    this.usage = {
      prompt_tokens: prompt,
      completion_tokens: completion,
      total_tokens: prompt + completion,
    }
  }

  finish(): Reply {
    const calls = [...this.#calls.values()]
    const content = this.text === '' && calls.length > 0 ? null : this.text
    return {
      message: { role: 'assistant', content, ...(calls.length > 0 && { tool_calls: calls }) },
      stopReason: calls.length > 0 && this.stopReason === 'stop' ? 'tool_calls' : this.stopReason,
      usage: this.usage,
    }
  }
}

export const textOf = (content: Message['content']): string =>
  typeof content === 'string' ? content : (content ?? []).map(({ text = '' }) => text).join('')

/** The type and the base64 of a picture in a message; undefined for one that lies somewhere else. */
export function pictureOfPart({ image_url: picture }: Part): { type: string; data: string } | undefined {
  const [, type, data] = /^data:([^;,]+);base64,(.*)$/s.exec(picture?.url ?? '') ?? []
  return type === undefined || data === undefined ? undefined : { type, data }
}

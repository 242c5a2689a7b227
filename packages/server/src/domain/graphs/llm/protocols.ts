import type { Question, ReplyWriter } from './conversation.ts'
import { anthropic } from './speak-anthropic.ts'
import { ollama } from './speak-ollama.ts'
import { openai } from './speak-openai.ts'

/** How an endpoint is asked, and how its answers are read. */
export interface Protocol {
  ask(baseUrl: string, question: Question): { url: string; body: object }
  headers(key: string | undefined): Record<string, string>
  /** Whether answers are server-sent events, or a line of JSON each. */
  stream: 'events' | 'lines'
  /** Takes one frame of an answer in; returns the text that is new in it. */
  read(frame: Frame, reply: ReplyWriter): string
  models: { url(baseUrl: string): string; read(body: unknown): string[] }
}

// biome-ignore lint/suspicious/noExplicitAny: what strangers send; every field is looked at before it is used.
export type Frame = Record<string, any>

export const PROTOCOLS = { openai, anthropic, ollama } satisfies Record<string, Protocol>
export type ProtocolName = keyof typeof PROTOCOLS

import { Tensor } from '@nodeyard/tensor'
import { LRUCache } from 'lru-cache'
import type { OutputSummary } from './summarize.ts'

/** What a graph node gave, and what was told of it. */
export interface Result {
  outputs: Record<string, unknown>
  summary: OutputSummary | undefined
  log: string | undefined
  /** A base64 PNG among the outputs. */
  image?: string
}

const BYTES_PER_ELEMENT = 4
const BYTES_PER_RESULT = 200

/** Results by what they depend on (see result-key.ts), the longest unused going first when they get too large. */
export class ResultCache {
  readonly #results: LRUCache<string, Result>

  /** @param maxBytes an estimate of what the results may hold: tensors by their elements, the rest flat */
  constructor(maxBytes = 512 * 1024 * 1024) {
    this.#results = new LRUCache({ maxSize: maxBytes, sizeCalculation: sizeOf })
  }

  get(key: string): Result | undefined {
    return this.#results.get(key)
  }

  set(key: string, result: Result): void {
    this.#results.set(key, result)
  }

  clear(): void {
    this.#results.clear()
  }

  get size(): number {
    return this.#results.size
  }
}

function sizeOf({ outputs }: Result): number {
  let bytes = BYTES_PER_RESULT
  for (const name in outputs) {
    const value = outputs[name]
    if (value instanceof Tensor) bytes += value.numel * BYTES_PER_ELEMENT
    else if (typeof value === 'string') bytes += value.length * 2
    else if (Array.isArray(value)) bytes += value.length * 16
  }
  return bytes
}

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

/** Results by what they depend on (see result-key.ts). */
export interface Results {
  get(key: string): Result | undefined
  set(key: string, result: Result): void
}

/** However small they are: a graph that is called with something new each time leaves some behind every time. */
const MOST_RESULTS = 50_000
const BYTES_PER_ELEMENT = 4
const BYTES_PER_RESULT = 500
const BYTES_PER_VALUE = 16
/** Values inside of values are looked at so deep. */
const DEPTH = 4

/** Results of all accounts, the longest unused going first when they get too large together. */
export class ResultCache {
  readonly #results: LRUCache<string, Result>

  /** @param maxBytes an estimate of what the results may hold */
  constructor(maxBytes = 512 * 1024 * 1024) {
    this.#results = new LRUCache({
      max: MOST_RESULTS,
      maxSize: maxBytes,
      sizeCalculation: ({ outputs }) => BYTES_PER_RESULT + sizeOf(outputs),
    })
  }

  /** Those of one account, which no other gets. */
  of(accountId: string): Results {
    return {
      get: (key) => this.#results.get(keyOf(accountId, key)),
      set: (key, result) => this.#results.set(keyOf(accountId, key), result),
    }
  }

  clear(accountId: string): void {
    const start = keyOf(accountId, '')
    for (const key of [...this.#results.keys()]) if (key.startsWith(start)) this.#results.delete(key)
  }
}

const keyOf = (accountId: string, key: string) => `${accountId}/${key}`

/** About how many bytes a value holds; of a list, the first item stands for all. */
function sizeOf(value: unknown, depth = DEPTH): number {
  if (typeof value === 'string') return value.length * 2
  if (typeof value !== 'object' || value === null || depth === 0) return BYTES_PER_VALUE
  if (value instanceof Tensor) return value.numel * BYTES_PER_ELEMENT
  if (ArrayBuffer.isView(value)) return value.byteLength
  if (Array.isArray(value)) return BYTES_PER_VALUE + value.length * sizeOf(value[0], depth - 1)
  let bytes = BYTES_PER_VALUE
  for (const name in value) bytes += sizeOf((value as Record<string, unknown>)[name], depth - 1)
  return bytes
}

import type { FastifyBaseLogger } from 'fastify'
import type { Bindings, ChildLoggerOptions, LogFn, Logger } from 'pino'

const METHODS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

/**
 * A logger that becomes one when it is first used. The framework makes one for each request, most requests
 * log nothing, and making one costs a tenth of a small answer.
 */
class LazyLogger {
  readonly #parent: Logger
  readonly #bindings: Bindings | undefined
  readonly #options: ChildLoggerOptions | undefined
  #own: Logger | undefined

  /** @param bindings without them it is the parent itself */
  constructor(parent: Logger, bindings?: Bindings, options?: ChildLoggerOptions) {
    this.#parent = parent
    this.#bindings = bindings
    this.#options = options
  }

  get logger(): Logger {
    if (this.#bindings === undefined) return this.#parent
    this.#own ??= this.#parent.child(this.#bindings, this.#options)
    return this.#own
  }

  /** Who answers for the level: the parent, unless the level is its own. */
  get #judge(): Logger {
    return this.#options?.level === undefined ? this.#parent : this.logger
  }

  get level(): string {
    return this.#judge.level
  }

  isLevelEnabled(level: string): boolean {
    return this.#judge.isLevelEnabled(level)
  }

  child(bindings: Bindings, options?: ChildLoggerOptions): LazyLogger {
    return new LazyLogger(this.logger, bindings, options)
  }
}

for (const method of METHODS) {
  const log = function (this: LazyLogger, ...words: Parameters<LogFn>) {
    this.logger[method](...words)
  }
  Object.defineProperty(LazyLogger.prototype, method, { value: log })
}

/** The same logger, whose children are made when they are first used. */
export const lazily = (logger: Logger): FastifyBaseLogger =>
  new LazyLogger(logger) as unknown as FastifyBaseLogger

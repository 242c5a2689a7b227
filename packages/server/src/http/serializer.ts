import { SerializerSelector } from '@fastify/fast-json-stringify-compiler'

const buildCompiler = SerializerSelector()

/**
 * Fastify's own way of writing answers, except that a route's writer is made when its first answer is
 * written: making all of them at the start would be a quarter of the time that a start takes.
 */
export const buildSerializer: typeof buildCompiler = (schemas, options) => {
  const compile = buildCompiler(schemas, options)
  return (route) => {
    let write: ReturnType<typeof compile> | undefined
    return (document) => {
      write ??= compile(route)
      return write(document)
    }
  }
}

import { createRequire } from 'node:module'
import type { Ajv, ValidateFunction } from 'ajv'
import type { FastifySchemaCompiler } from 'fastify'
import type { TSchema } from 'typebox'

const require = createRequire(import.meta.url)

// A JSON body says what it means: "1" is a text. Queries, paths and headers are all text and are read as
// what the schema asks for. Every problem is reported, not only the first.
const common = {
  allErrors: true,
  useDefaults: true,
  removeAdditional: false,
  strict: false,
  // 1e999 is JSON, and no number.
  strictNumbers: true,
} as const

const compilers: { body?: Ajv; text?: Ajv } = {}

/** Made, and what makes it is loaded, for the first request that has something to check. */
function compilerOf(part: 'body' | 'text'): Ajv {
  compilers[part] ??= openCompiler({ ...common, coerceTypes: part === 'body' ? false : 'array' })
  return compilers[part]
}

function openCompiler(options: object): Ajv {
  const { Ajv } = require('ajv') as typeof import('ajv')
  const { default: addFormats } = require('ajv-formats') as { default(compiler: Ajv): void }
  const compiler = new Ajv(options)
  addFormats(compiler)
  return compiler
}

/**
 * Compiles a route's schema; where it stands in the request decides how it reads.
 *
 * It is compiled for the first request: doing so for all routes would be a quarter of the time that a start takes.
 */
export const compileValidator: FastifySchemaCompiler<TSchema> = ({ schema, httpPart }) => {
  let validate: ValidateFunction | undefined
  const isBody = httpPart === 'body'
  const check = (data: unknown): boolean => {
    validate ??= compilerOf(isBody ? 'body' : 'text').compile(schema) as ValidateFunction
    const isValid = validate(data)
    check.errors = validate.errors
    const infinite = isBody ? undefined : findInfinite(data)
    if (infinite === undefined) return isValid
    // Ajv reads "1e999" as infinity, and then asks it nothing more.
    const problem = { instancePath: `/${infinite}`, keyword: 'type', message: 'must be a number', params: {} }
    check.errors = [...(validate.errors ?? []), { ...problem, schemaPath: '' }]
    return false
  }
  check.errors = null as ValidateFunction['errors']
  return check as ValidateFunction
}

const findInfinite = (data: unknown): string | undefined =>
  Object.entries(data ?? {}).find(([, value]) => Math.abs(value as number) === Infinity)?.[0]

import Ajv, { type ValidateFunction } from 'ajv'
import addFormats from 'ajv-formats'
import type { FastifySchemaCompiler } from 'fastify'
import type { TSchema } from 'typebox'

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
const body = new Ajv.default({ ...common, coerceTypes: false })
const text = new Ajv.default({ ...common, coerceTypes: 'array' })
addFormats.default(body)
addFormats.default(text)

/**
 * Compiles a route's schema; where it stands in the request decides how it reads.
 *
 * It is compiled for the first request: doing so for all routes would be a quarter of the time that a start takes.
 */
export const compileValidator: FastifySchemaCompiler<TSchema> = ({ schema, httpPart }) => {
  let validate: ValidateFunction | undefined
  const isBody = httpPart === 'body'
  const check = (data: unknown): boolean => {
    validate ??= (isBody ? body : text).compile(schema) as ValidateFunction
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

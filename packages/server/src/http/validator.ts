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

/** Compiles a route's schema; where it stands in the request decides how it reads. */
export const compileValidator: FastifySchemaCompiler<TSchema> = ({ schema, httpPart }) => {
  const ajv = httpPart === 'body' ? body : text
  return ajv.compile(schema) as ValidateFunction
}

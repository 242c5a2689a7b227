import fc from 'fast-check'
import { type OpenApi, resolve, type Schema } from './openapi.ts'

/** Texts that have broken servers before. */
const NASTY = [
  '',
  ' ',
  '.',
  '..',
  '../../etc/passwd',
  '%00',
  '\u0000',
  '\ud800',
  "'; drop table account; --",
  '💥',
  'null',
  '-1',
  '1e999',
  '9'.repeat(40),
  'a'.repeat(3000),
  '<script>alert(1)</script>',
  '{{7*7}}',
  '__proto__',
  'constructor',
]

export const nastyText = fc.oneof(fc.constantFrom(...NASTY), fc.string({ unit: 'binary', maxLength: 60 }))

/** Values of a schema, mostly right, sometimes almost right, now and then nothing like it. */
export function arbitraryOf(document: OpenApi, given: Schema | undefined, depth = 0): fc.Arbitrary<unknown> {
  const schema = resolve(document, given)
  const right = rightValue(document, schema, depth)
  if (depth > 6) return right
  return fc.oneof(
    { weight: 12, arbitrary: right },
    { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }) },
    { weight: 1, arbitrary: nastyText },
  )
}

function rightValue(document: OpenApi, schema: Schema, depth: number): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (Array.isArray(schema.enum)) return fc.constantFrom(...schema.enum)
  const union = schema.anyOf ?? schema.oneOf
  if (Array.isArray(union))
    return fc.oneof(...union.map((member: Schema) => arbitraryOf(document, member, depth + 1)))
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type
  switch (type) {
    case 'object':
      return objectOf(document, schema, depth)
    case 'array':
      return fc.array(arbitraryOf(document, schema.items, depth + 1), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 4, Math.max(4, schema.minItems ?? 0)),
      })
    case 'integer':
      return fc.integer({
        min: Math.max(schema.minimum ?? -5, -(2 ** 31)),
        max: Math.min(schema.maximum ?? 1000, 2 ** 31),
      })
    case 'number':
      return fc.double({ min: schema.minimum ?? -1e6, max: schema.maximum ?? 1e6, noNaN: true })
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'string':
      return textOf(schema)
    default:
      return fc.jsonValue({ maxDepth: 2 })
  }
}

function textOf({ pattern, minLength = 0, maxLength = 40, format }: Schema): fc.Arbitrary<unknown> {
  if (pattern) {
    try {
      return fc.stringMatching(new RegExp(pattern, 'u'))
    } catch {
      return nastyText
    }
  }
  if (format === 'email') return fc.emailAddress()
  if (format === 'date-time') return fc.date({ noInvalidDate: true }).map((date) => date.toISOString())
  return fc.string({ minLength, maxLength: Math.min(maxLength, Math.max(60, minLength)) })
}

function objectOf(document: OpenApi, schema: Schema, depth: number): fc.Arbitrary<unknown> {
  const known = Object.entries((schema.properties ?? {}) as Record<string, Schema>)
  const requiredKeys = known.map(([name]) => name).filter((name) => schema.required?.includes(name))
  const fields = Object.fromEntries(
    known.map(([name, member]) => [name, arbitraryOf(document, member, depth + 1)]),
  )
  const object = fc.record(fields, { requiredKeys })
  const extra = schema.additionalProperties
  if (!extra) return object
  const values =
    typeof extra === 'object' ? arbitraryOf(document, extra, depth + 1) : fc.jsonValue({ maxDepth: 1 })
  return fc
    .tuple(object, fc.dictionary(fc.string({ maxLength: 20 }), values, { maxKeys: 4 }))
    .map(([a, b]) => ({ ...b, ...a }))
}

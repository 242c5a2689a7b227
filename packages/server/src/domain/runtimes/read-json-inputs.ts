import { Fault } from '../../fault.ts'
import { type InputProblem, inputFault, show } from './input-fault.ts'
import { describeSpec, type ModelSchema, type TensorSpec } from './model-schema.ts'
import { type JsonForm, readJsonTensor } from './read-json-tensor.ts'
import { JsonTensorScanner } from './scan-json-tensor.ts'
import type { Tensors } from './tensor-value.ts'

export interface JsonInputs {
  inputs: Tensors
  /** How the inputs were written; the plainest form only when all of them were. */
  form: JsonForm
  /** What else the body said beside `input`. */
  rest: Record<string, unknown>
}

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false })
const BODY_START = encoder.encode('"input"')
const BRACE_OPEN = 0x7b
const BRACE_CLOSE = 0x7d
const COLON = 0x3a
const COMMA = 0x2c

/**
 * Reads `{"input": {name: tensor, …}, …}` from its bytes, each tensor in the dtype the model's schema gives
 * it. Shapes are not checked here (`checkInputs` does).
 *
 * @throws Fault `invalid_json`, or `validation_failed` naming the input and element that is wrong
 */
export function readJsonInputs(bytes: Uint8Array, schema: ModelSchema): JsonInputs {
  const scanned = scanBody(bytes, schema)
  if (scanned) return { inputs: scanned, form: 'nested', rest: {} }
  const body = parse(bytes)
  if (typeof body !== 'object' || body === null || Array.isArray(body) || !('input' in body)) {
    const message = 'the body must be {"input": {name: value, …}}, with a value for each input of the model'
    throw new Fault('validation_failed', message, {
      field: 'input',
      issues: [{ loc: ['body', 'input'], message, type: 'missing' }],
    })
  }
  const { input, ...rest } = body
  return { ...readInputObject(input, schema), rest }
}

/** The same for inputs that are parsed JSON already: `{name: tensor, …}`. */
export function readInputObject(value: unknown, schema: ModelSchema): { inputs: Tensors; form: JsonForm } {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const message = `input is ${show(value)}; expected an object with a value for ${describeInputs(schema)}`
    throw inputFault([{ message, type: 'value_error' }])
  }
  const inputs: Tensors = {}
  const forms = new Set<JsonForm>()
  const unknown: InputProblem[] = []
  for (const [name, written] of Object.entries(value)) {
    const spec = schema.inputs.find((input) => input.name === name)
    if (!spec) {
      unknown.push({ input: name, message: unknownInput(name, schema), type: 'extra' })
    } else {
      const { tensor, form } = readJsonTensor(written, spec)
      inputs[name] = tensor
      forms.add(form)
    }
  }
  if (unknown.length > 0) throw inputFault(unknown)
  return { inputs, form: forms.has('base64') ? 'base64' : forms.has('object') ? 'object' : 'nested' }
}

export function unknownInput(name: string, schema: ModelSchema): string {
  return `the model has no input ${show(name)}; it takes ${describeInputs(schema)}`
}

export function describeInputs({ inputs }: ModelSchema): string {
  return inputs.map((spec) => `"${spec.name}" (${describeSpec(spec)})`).join(', ') || 'no inputs'
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(decoder.decode(bytes))
  } catch (error) {
    // V8 quotes what it stumbled over; the caller wrote it, so it may read it.
    throw new Fault('invalid_json', `the body is not JSON: ${(error as Error).message}`)
  }
}

/** The plain case, nothing but nested arrays of numbers. @returns undefined when it is anything else */
function scanBody(bytes: Uint8Array, schema: ModelSchema): Tensors | undefined {
  const scanner = new JsonTensorScanner(bytes)
  const inputs: Tensors = {}
  if (!token(scanner, BRACE_OPEN) || !word(scanner, BODY_START) || !token(scanner, COLON)) return undefined
  if (!token(scanner, BRACE_OPEN)) return undefined
  do {
    const spec = nextName(scanner, schema)
    if (!spec || Object.hasOwn(inputs, spec.name) || !token(scanner, COLON)) return undefined
    scanner.skipSpace()
    const tensor = scanner.scan(spec)
    if (!tensor) return undefined
    inputs[spec.name] = tensor
  } while (token(scanner, COMMA))
  if (!token(scanner, BRACE_CLOSE) || !token(scanner, BRACE_CLOSE)) return undefined
  scanner.skipSpace()
  return scanner.position === bytes.length ? inputs : undefined
}

function token(scanner: JsonTensorScanner, byte: number): boolean {
  scanner.skipSpace()
  if (scanner.bytes[scanner.position] !== byte) return false
  scanner.position++
  return true
}

function word(scanner: JsonTensorScanner, expected: Uint8Array): boolean {
  scanner.skipSpace()
  const { bytes, position } = scanner
  for (let i = 0; i < expected.length; i++) if (bytes[position + i] !== expected[i]) return false
  scanner.position += expected.length
  return true
}

const quotedNames = new WeakMap<ModelSchema, { spec: TensorSpec; quoted: Uint8Array }[]>()

function nextName(scanner: JsonTensorScanner, schema: ModelSchema): TensorSpec | undefined {
  let names = quotedNames.get(schema)
  if (!names) {
    names = schema.inputs.map((spec) => ({ spec, quoted: encoder.encode(JSON.stringify(spec.name)) }))
    quotedNames.set(schema, names)
  }
  return names.find(({ quoted }) => word(scanner, quoted))?.spec
}

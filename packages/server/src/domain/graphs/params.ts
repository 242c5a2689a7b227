import { Fault } from '../../fault.ts'

/** What a parameter's form can be, as the studio's clients know it. */
export type ParamType =
  | 'int'
  | 'float'
  | 'string'
  | 'bool'
  | 'select'
  | 'model_file'
  | 'image_file'
  | 'tensor_grid'
  | 'secret'

export interface ParamOptions {
  description?: string
  /** Shown only while every named sibling has this value; hidden parameters keep their defaults. */
  visibleWhen?: Record<string, string>
}

export interface NumberOptions extends ParamOptions {
  min?: number
  max?: number
}

/** One parameter of a kind of graph node: its form in the editor, and how a value from a graph is read. */
export interface Param<Value = unknown> extends NumberOptions {
  type: ParamType
  default: Value
  options?: readonly string[]
  /** @throws Error that says what was expected, for a value that cannot be meant */
  parse(value: unknown): Value
}

/** The values that `run` is handed for a table of parameters. */
export type ParamValues<Params extends Record<string, Param>> = {
  [Name in keyof Params]: Params[Name] extends Param<infer Value> ? Value : never
}

export const int = (value: number, options: NumberOptions = {}): Param<number> => ({
  type: 'int',
  default: value,
  parse: (given) => {
    const number = toNumber(given)
    if (!Number.isSafeInteger(number)) throw new Error(`expected a whole number, not ${show(given)}`)
    return number
  },
  ...options,
})

export const float = (value: number, options: NumberOptions = {}): Param<number> => ({
  type: 'float',
  default: value,
  parse: (given) => {
    const number = toNumber(given)
    if (!Number.isFinite(number)) throw new Error(`expected a number, not ${show(given)}`)
    return number
  },
  ...options,
})

const textParam =
  (type: 'string' | 'model_file' | 'image_file' | 'secret') =>
  (value = '', options: ParamOptions = {}): Param<string> => ({
    type,
    default: value,
    parse: (given) => {
      if (typeof given === 'string') return given
      if (typeof given === 'number' || typeof given === 'boolean') return String(given)
      throw new Error(`expected text, not ${show(given)}`)
    },
    ...options,
  })

export const string = textParam('string')
/** The name of a file among the studio's models. */
export const modelFile = textParam('model_file')
/** The name of a file among the studio's images. */
export const imageFile = textParam('image_file')
/** Text that is never written into a saved graph. */
export const secret = textParam('secret')

export const bool = (value: boolean, options: ParamOptions = {}): Param<boolean> => ({
  type: 'bool',
  default: value,
  parse: (given) => {
    if (typeof given === 'boolean') return given
    if (given === 'true' || given === 1) return true
    if (given === 'false' || given === 0) return false
    throw new Error(`expected true or false, not ${show(given)}`)
  },
  ...options,
})

export const select = <const Options extends readonly string[]>(
  options: Options,
  value: NoInfer<Options[number]>,
  more: ParamOptions = {},
): Param<Options[number]> => ({
  type: 'select',
  default: value,
  options,
  parse: (given) => {
    if (typeof given === 'string' && options.includes(given)) return given
    throw new Error(`expected one of ${options.join(', ')}, not ${show(given)}`)
  },
  ...more,
})

/** A small matrix typed in by hand; null when nothing was. */
export const tensorGrid = (
  value: readonly (readonly number[])[] | null,
  options: ParamOptions = {},
): Param<unknown> => ({ type: 'tensor_grid', default: value, parse: (given) => given, ...options })

/** "2,3,-1" as [2, 3, -1]: how shapes and lists of axes are typed. */
export function parseInts(text: string, name: string): number[] {
  const parts = text.split(',').map((part) => part.trim())
  if (parts.length === 1 && parts[0] === '') return []
  return parts.map((part) => {
    if (/^[+-]?\d+$/.test(part)) return Number(part)
    throw new Fault('validation_failed', `${name} is whole numbers with commas between, not "${text}"`)
  })
}

const toNumber = (given: unknown) => {
  if (typeof given === 'string' && given.trim() !== '') return Number(given)
  return typeof given === 'number' ? given : Number.NaN
}

const show = (given: unknown) => JSON.stringify(given)?.slice(0, 80) ?? 'nothing'

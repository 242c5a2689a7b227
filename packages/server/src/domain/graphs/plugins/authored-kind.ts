import { Tensor, tensor } from '@nodeyard/tensor'
import { type Static, type TSchema, Type } from 'typebox'
import { Value } from 'typebox/value'
import type { GraphNodeKind } from '../graph-node.ts'
import * as params from '../params.ts'
import type { Port, Ports } from '../ports.ts'
import type { Workers } from './worker/workers.ts'

/** What wires may carry in and out of a worker: values that are plain. */
const CROSSING = ['TENSOR', 'IMAGE', 'SCALAR', 'STRING', 'LIST', 'ANY'] as const
const STAYING = ['MODEL', 'DATASET', 'DATALOADER', 'OPTIMIZER', 'LOSS_FN', 'TRIGGER']

const Sentence = Type.String({ maxLength: 4000, default: '' })
const PortSpec = Type.Object({
  type: Type.String(),
  description: Sentence,
  optional: Type.Boolean({ default: false }),
})
const PortsSpec = Type.Record(Type.String({ pattern: '^[A-Za-z][A-Za-z0-9_]{0,63}$' }), Type.Unknown(), {
  default: {},
})
const ParamSpec = Type.Object({
  type: Type.Union(
    ['int', 'float', 'string', 'bool', 'select', 'tensor_grid', 'secret'].map((name) => Type.Literal(name)),
  ),
  default: Type.Optional(Type.Unknown()),
  description: Sentence,
  min: Type.Optional(Type.Number()),
  max: Type.Optional(Type.Number()),
  options: Type.Optional(Type.Array(Type.String({ maxLength: 200 }), { minItems: 1, maxItems: 500 })),
  visibleWhen: Type.Optional(Type.Record(Type.String(), Type.String())),
})
const KindSpec = Type.Object({
  name: Type.String({ pattern: '^[A-Za-z][A-Za-z0-9_]{0,63}$' }),
  category: Type.String({ default: 'Custom', minLength: 1, maxLength: 60 }),
  description: Sentence,
  inputs: PortsSpec,
  outputs: PortsSpec,
  params: PortsSpec,
  python: Type.Optional(Type.String({ maxLength: 100_000 })),
  cacheable: Type.Optional(Type.Boolean()),
})

export interface Home {
  /** `custom`, or `plugin:<id>` as graphs spell it. */
  provider: string
  /** Names the code and what it may do: part of every cache key. */
  fingerprint: string
  /** Whether it may reach something that changes without the graph knowing. */
  reachesOut: boolean
  workers: Workers
}

/**
 * A kind of graph node that runs in a worker, from what its author says of it.
 *
 * @throws Error that says what is wrong in the definition
 */
export function kindFrom(given: unknown, home: Home): GraphNodeKind {
  const spec = check(KindSpec, given, 'the graph node')
  const { name, category, description, python, cacheable = !home.reachesOut } = spec
  const inputs = readPorts(spec.inputs, `${name}: input`)
  const outputs = readPorts(spec.outputs, `${name}: output`)
  const table = Object.fromEntries(
    Object.entries(spec.params).map(([param, value]) => [
      param,
      readParam(value, `${name}: parameter ${param}`),
    ]),
  )
  for (const taken of Object.keys(inputs)) {
    if (taken in table) throw new Error(`${name}: "${taken}" is an input and a parameter`)
  }
  return {
    name,
    category,
    description,
    provider: home.provider,
    inputs,
    outputs,
    params: table,
    isHost: true,
    hasProgress: true,
    ...(!cacheable && { isUncacheable: true as const }),
    ...(python !== undefined && { python }),
    fingerprint: () => home.fingerprint,
    async run(values, given, { seed, signal, log, progress, fetch }) {
      const answer = await home.workers.run({
        kind: name,
        inputs: Object.fromEntries(
          await Promise.all(
            Object.entries(values).map(async ([port, value]) => [port, await outward(value, port)] as const),
          ),
        ),
        params: given,
        seed,
        signal,
        log,
        progress,
        fetch,
      })
      return readOutputs(answer, outputs)
    },
  }
}

function check<Schema extends TSchema>(schema: Schema, given: unknown, what: string): Static<Schema> {
  const value = Value.Default(schema, structuredClone(given))
  const [first] = Value.Errors(schema, value)
  if (first) throw new Error(`${what}: ${first.instancePath.slice(1).replaceAll('/', '.')} ${first.message}`)
  return value as Static<Schema>
}

function readPorts(given: Record<string, unknown>, what: string): Ports {
  return Object.fromEntries(
    Object.entries(given).map(([name, value]): [string, Port] => {
      const spec = check(PortSpec, typeof value === 'string' ? { type: value } : value, `${what} ${name}`)
      const type = CROSSING.find((each) => each === spec.type)
      if (type) return [name, { dataType: type, description: spec.description, optional: spec.optional }]
      const why = STAYING.includes(spec.type)
        ? `${spec.type} stays inside the server and cannot reach a worker`
        : `there is no type "${spec.type.slice(0, 40)}"`
      throw new Error(`${what} ${name}: ${why}; take one of ${CROSSING.join(', ')}`)
    }),
  )
}

function readParam(given: unknown, what: string): params.Param {
  const {
    type,
    default: start,
    options = [],
    description,
    min,
    max,
    visibleWhen,
  } = check(ParamSpec, given, what)
  const more = {
    description,
    ...(min !== undefined && { min }),
    ...(max !== undefined && { max }),
    ...(visibleWhen !== undefined && { visibleWhen }),
  }
  const make = (): params.Param => {
    switch (type) {
      case 'int':
        return params.int((start ?? 0) as number, more)
      case 'float':
        return params.float((start ?? 0) as number, more)
      case 'bool':
        return params.bool((start ?? false) as boolean, more)
      case 'select':
        if (options.length === 0) throw new Error('a select needs options')
        return params.select(options, (start ?? options[0]) as string, more)
      case 'tensor_grid':
        return params.tensorGrid((start ?? null) as number[][] | null, more)
      default:
        return (type === 'secret' ? params.secret : params.string)((start ?? '') as string, more)
    }
  }
  try {
    const param = make()
    const parsed = param.parse(param.default)
    if (typeof parsed === 'number' && (parsed < (min ?? parsed) || parsed > (max ?? parsed))) {
      throw new Error('it is not between min and max')
    }
    return { ...param, default: parsed }
  } catch (error) {
    throw new Error(`${what}: its default: ${(error as Error).message}`)
  }
}

/** A value of a wire as a worker is handed it: tensors as their elements with shape and dtype. */
async function outward(value: unknown, port: string): Promise<unknown> {
  if (value instanceof Tensor)
    return { data: await value.read(), shape: [...value.shape], dtype: value.dtype }
  if (Array.isArray(value)) return Promise.all(value.map((item) => outward(item, port)))
  const prototype: unknown = typeof value === 'object' && value !== null ? Object.getPrototypeOf(value) : null
  if (prototype === null || ArrayBuffer.isView(value)) return value
  if (prototype === Object.prototype) {
    const entries = Object.entries(value as object)
    return Object.fromEntries(
      await Promise.all(entries.map(async ([name, item]) => [name, await outward(item, port)] as const)),
    )
  }
  const type = (value as object).constructor?.name ?? 'object'
  throw new Error(
    `what comes into "${port}" is a ${type}, which stays inside the server and cannot reach a worker`,
  )
}

const DTYPE_OF: Record<string, string> = {
  Uint8Array: 'uint8',
  Int32Array: 'int32',
  BigInt64Array: 'int64',
  Float16Array: 'float16',
  Float32Array: 'float32',
  Float64Array: 'float64',
}

function readOutputs(given: unknown, outputs: Ports): Record<string, unknown> {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    throw new Error('run returns an object with a value for each output')
  }
  const answer = given as Record<string, unknown>
  const unknown = Object.keys(answer).find((name) => !Object.hasOwn(outputs, name))
  if (unknown !== undefined)
    throw new Error(`run returned "${unknown.slice(0, 64)}", which is no output of it`)
  return Object.fromEntries(
    Object.entries(outputs).map(([name, { dataType }]) => [name, inward(answer[name], name, dataType)]),
  )
}

function inward(value: unknown, name: string, dataType: string): unknown {
  const wanted = (what: string) => new Error(`run must return ${what} as "${name}"`)
  if (value === undefined) throw wanted('a value')
  if (dataType === 'SCALAR' && typeof value !== 'number') throw wanted('a number')
  if (dataType === 'STRING' && typeof value !== 'string') throw wanted('a text')
  if (dataType === 'LIST' && !Array.isArray(value)) throw wanted('a list')
  if ((dataType === 'TENSOR' || dataType === 'IMAGE') && !isTensorLike(value)) {
    throw wanted('a tensor ({ data: a typed array, shape })')
  }
  return withTensors(value, name)
}

interface TensorLike {
  data: ArrayLike<unknown> & ArrayBufferView
  shape: number[]
  dtype?: unknown
}

const isTensorLike = (value: unknown): value is TensorLike => {
  const { data, shape } = (value ?? {}) as Partial<TensorLike>
  return ArrayBuffer.isView(data) && Array.isArray(shape)
}

/** Tensors of what a worker gave, wherever they are in it. */
function withTensors(value: unknown, name: string): unknown {
  if (isTensorLike(value)) return toTensor(value, name)
  if (Array.isArray(value)) return value.map((item) => withTensors(item, name))
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withTensors(item, name)]))
}

function toTensor({ data, shape, dtype }: TensorLike, name: string): Tensor {
  const type = data.constructor.name
  const own = DTYPE_OF[type]
  if (own === undefined)
    throw new Error(`"${name}": a ${type} is no tensor's; take ${Object.keys(DTYPE_OF).join(', ')}`)
  if (dtype !== undefined && dtype !== own && !(dtype === 'bool' && own === 'uint8')) {
    throw new Error(`"${name}": dtype ${String(dtype).slice(0, 20)} with a ${type}, which is ${own}`)
  }
  const isShape = shape.length <= 32 && shape.every((size) => Number.isSafeInteger(size) && size >= 0)
  const elements = isShape ? shape.reduce((product, size) => product * size, 1) : Number.NaN
  if (elements !== data.length) {
    throw new Error(
      `"${name}": ${data.length} elements do not fill the shape [${shape.slice(0, 32).join(', ')}]`,
    )
  }
  return tensor(data as never, { shape, dtype: (dtype === 'bool' ? 'bool' : own) as 'float32' })
}

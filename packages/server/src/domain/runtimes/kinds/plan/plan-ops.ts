import * as T from '@nodeyard/tensor'
import { Tensor } from '@nodeyard/tensor'

/** What stands in a plan's arguments while it runs. */
export type PlanValue = Tensor | number | boolean | null | string | readonly PlanValue[]

/** Arguments as an op reads them: by place or by name, like Python's. */
export interface Given {
  args: readonly PlanValue[]
  kwargs: Readonly<Record<string, PlanValue>>
}

export class PlanError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'PlanError'
  }
}

type Op = (given: Given) => PlanValue

const has = ({ args, kwargs }: Given, place: number, name: string) =>
  place < args.length ? args[place]! : (kwargs[name] ?? null)

function tensorAt(given: Given, place: number, name: string): Tensor {
  const value = has(given, place, name)
  if (value instanceof Tensor) return value
  if (typeof value === 'number') return T.constant(value, 'float32')
  throw new PlanError(`argument "${name}" is no tensor`)
}

function maybeTensor(given: Given, place: number, name: string): Tensor | undefined {
  return has(given, place, name) === null ? undefined : tensorAt(given, place, name)
}

function operandAt(given: Given, place: number, name: string): Tensor | number {
  const value = has(given, place, name)
  if (value instanceof Tensor || typeof value === 'number') return value
  throw new PlanError(`argument "${name}" is neither a tensor nor a number`)
}

function numberAt(given: Given, place: number, name: string, otherwise?: number): number {
  const value = has(given, place, name) ?? otherwise ?? null
  if (typeof value === 'number') return value
  if (typeof value === 'boolean') return Number(value)
  throw new PlanError(`argument "${name}" is no number`)
}

const maybeNumber = (given: Given, place: number, name: string) =>
  has(given, place, name) === null ? undefined : numberAt(given, place, name)

const flagAt = (given: Given, place: number, name: string, otherwise: boolean): boolean => {
  const value = has(given, place, name)
  return value === null ? otherwise : value === true || value === 1
}

const isNumbers = (value: PlanValue): value is readonly number[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'number')

/** Sizes or dims: a list, or all that follow. */
function sizesAt(given: Given, place: number, name: string): number[] {
  const value = has(given, place, name)
  if (isNumbers(value)) return [...value]
  const rest = given.args.slice(place)
  if (rest.length > 0 && isNumbers(rest)) return [...rest]
  throw new PlanError(`argument "${name}" is no list of numbers`)
}

/** A number for every dimension, or one for each. */
function perDimAt(given: Given, place: number, name: string, otherwise?: number): T.PerDim {
  const value = has(given, place, name)
  if (isNumbers(value)) return (value.length === 1 ? value[0]! : [...value]) as T.PerDim
  return numberAt(given, place, name, otherwise)
}

function maybeDims(given: Given, place: number, name: string): number | number[] | undefined {
  const value = has(given, place, name)
  if (value === null) return undefined
  return typeof value === 'number' ? value : sizesAt(given, place, name)
}

const tensorsAt = (given: Given, place: number, name: string): Tensor[] => {
  const value = has(given, place, name)
  if (Array.isArray(value) && value.every((item) => item instanceof Tensor)) return value as Tensor[]
  throw new PlanError(`argument "${name}" is no list of tensors`)
}

const unary =
  (f: (x: Tensor) => Tensor): Op =>
  (given) =>
    f(tensorAt(given, 0, 'input'))

const binary =
  (f: (a: T.Operand, b: T.Operand) => Tensor): Op =>
  (given) =>
    f(operandAt(given, 0, 'input'), operandAt(given, 1, 'other'))

/** `a` and `b` the other way round: Python's reflected operators. */
const reflected =
  (f: (a: T.Operand, b: T.Operand) => Tensor): Op =>
  (given) =>
    f(operandAt(given, 1, 'other'), operandAt(given, 0, 'input'))

/** `alpha` scales the second operand of a sum. */
const scaledSum =
  (f: (a: T.Operand, b: T.Operand) => Tensor): Op =>
  (given) => {
    const alpha = numberAt(given, 2, 'alpha', 1)
    const b = operandAt(given, 1, 'other')
    return f(operandAt(given, 0, 'input'), alpha === 1 ? b : T.mul(b, alpha))
  }

const convolution =
  (f: typeof T.conv2d): Op =>
  (given) =>
    f(tensorAt(given, 0, 'input'), tensorAt(given, 1, 'weight'), maybeTensor(given, 2, 'bias'), {
      stride: perDimAt(given, 3, 'stride', 1),
      padding: perDimAt(given, 4, 'padding', 0),
      dilation: perDimAt(given, 5, 'dilation', 1),
      groups: numberAt(given, 6, 'groups', 1),
    })

const maxPooling =
  (f: typeof T.maxPool2d): Op =>
  (given) => {
    const kernel = perDimAt(given, 1, 'kernel_size')
    if (numberAt(given, 4, 'dilation', 1) !== 1) throw new PlanError('max_pool with dilation is not covered')
    return f(tensorAt(given, 0, 'input'), kernel, {
      ...(has(given, 2, 'stride') === null ? {} : { stride: perDimAt(given, 2, 'stride') }),
      padding: perDimAt(given, 3, 'padding', 0),
      ceilMode: flagAt(given, 5, 'ceil_mode', false),
    })
  }

const avgPooling =
  (f: typeof T.avgPool2d): Op =>
  (given) =>
    f(tensorAt(given, 0, 'input'), perDimAt(given, 1, 'kernel_size'), {
      ...(has(given, 2, 'stride') === null ? {} : { stride: perDimAt(given, 2, 'stride') }),
      padding: perDimAt(given, 3, 'padding', 0),
      ceilMode: flagAt(given, 4, 'ceil_mode', false),
      countIncludePad: flagAt(given, 5, 'count_include_pad', true),
    })

const reduction =
  (f: (x: Tensor, dim?: number | readonly number[], keepdim?: boolean) => Tensor): Op =>
  (given) =>
    f(tensorAt(given, 0, 'input'), maybeDims(given, 1, 'dim'), flagAt(given, 2, 'keepdim', false))

/** With a dim PyTorch answers values and indices; without one, the extreme itself. */
const extreme =
  (whole: (x: Tensor) => Tensor, along: typeof T.max, between: (a: T.Operand, b: T.Operand) => Tensor): Op =>
  (given) => {
    const x = tensorAt(given, 0, 'input')
    const second = has(given, 1, 'dim')
    if (second === null) return whole(x)
    if (second instanceof Tensor) return between(x, second)
    const { values, indices } = along(x, numberAt(given, 1, 'dim'), flagAt(given, 2, 'keepdim', false))
    return [values, indices]
  }

const norm = (given: Given): Tensor => {
  if (flagAt(given, 5, 'training', false)) throw new PlanError('batch_norm in training is not covered')
  const [mean, variance] = [tensorAt(given, 1, 'running_mean'), tensorAt(given, 2, 'running_var')]
  const x = tensorAt(given, 0, 'input')
  const across = [1, mean.numel, ...new Array<number>(Math.max(0, x.ndim - 2)).fill(1)].slice(0, x.ndim)
  const eps = numberAt(given, 7, 'eps', 1e-5)
  const scaled = x.sub(mean.reshape(across)).mul(T.rsqrt(variance.add(eps)).reshape(across))
  const [weight, bias] = [maybeTensor(given, 3, 'weight'), maybeTensor(given, 4, 'bias')]
  const weighted = weight ? scaled.mul(weight.reshape(across)) : scaled
  return bias ? weighted.add(bias.reshape(across)) : weighted
}

/** In inference it passes everything on. */
const dropout: Op = (given) => {
  if (flagAt(given, 2, 'training', true) && numberAt(given, 1, 'p', 0.5) > 0) {
    throw new PlanError('dropout in training is not covered: trace the model in evaluation mode')
  }
  return tensorAt(given, 0, 'input')
}

const reshape: Op = (given) => tensorAt(given, 0, 'input').reshape(sizesAt(given, 1, 'shape'))
const softmax =
  (f: typeof T.softmax): Op =>
  (given) =>
    f(tensorAt(given, 0, 'input'), numberAt(given, 1, 'dim', -1))
const clamp: Op = (given) =>
  tensorAt(given, 0, 'input').clamp(maybeNumber(given, 1, 'min'), maybeNumber(given, 2, 'max'))

const matmul: Op = (given) => T.matmul(tensorAt(given, 0, 'input'), tensorAt(given, 1, 'other'))
const item = (x: Tensor, given: Given): PlanValue => {
  const index = has(given, 1, 'index')
  const parts = Array.isArray(index) ? index : [index]
  if (!parts.every((part) => typeof part === 'number'))
    throw new PlanError('indexing is covered by whole numbers only')
  return (parts as number[]).reduce((rest, part) => T.select(rest, 0, part), x)
}

/** Everything a plan may do, under the last part of its name in PyTorch. What is not here is refused. */
export const PLAN_OPS: Readonly<Record<string, Op>> = {
  add: scaledSum(T.add),
  __add__: binary(T.add),
  __radd__: binary(T.add),
  __iadd__: binary(T.add),
  sub: scaledSum(T.sub),
  __sub__: binary(T.sub),
  __rsub__: reflected(T.sub),
  rsub: reflected(T.sub),
  __isub__: binary(T.sub),
  mul: binary(T.mul),
  __mul__: binary(T.mul),
  __rmul__: binary(T.mul),
  __imul__: binary(T.mul),
  div: binary(T.div),
  true_divide: binary(T.div),
  __truediv__: binary(T.div),
  __rtruediv__: reflected(T.div),
  __itruediv__: binary(T.div),
  pow: binary(T.pow),
  __pow__: binary(T.pow),
  __rpow__: reflected(T.pow),
  matmul,
  __matmul__: matmul,
  mm: matmul,
  bmm: matmul,
  mv: matmul,
  dot: matmul,
  addmm: (given) =>
    T.add(
      tensorAt(given, 0, 'input').mul(numberAt(given, 3, 'beta', 1)),
      T.matmul(tensorAt(given, 1, 'mat1'), tensorAt(given, 2, 'mat2')).mul(numberAt(given, 4, 'alpha', 1)),
    ),
  linear: (given) =>
    T.linear(tensorAt(given, 0, 'input'), tensorAt(given, 1, 'weight'), maybeTensor(given, 2, 'bias')),
  embedding: (given) => T.embedding(tensorAt(given, 0, 'input').to('int64'), tensorAt(given, 1, 'weight')),
  conv1d: convolution(T.conv1d as typeof T.conv2d),
  conv2d: convolution(T.conv2d),
  max_pool1d: maxPooling(T.maxPool1d as typeof T.maxPool2d),
  max_pool2d: maxPooling(T.maxPool2d),
  avg_pool1d: avgPooling(T.avgPool1d as typeof T.avgPool2d),
  avg_pool2d: avgPooling(T.avgPool2d),
  adaptive_avg_pool2d: (given) =>
    T.adaptiveAvgPool2d(tensorAt(given, 0, 'input'), perDimAt(given, 1, 'output_size')),
  batch_norm: norm,
  layer_norm: (given) =>
    T.layerNorm(
      tensorAt(given, 0, 'input'),
      sizesAt(given, 1, 'normalized_shape'),
      maybeTensor(given, 2, 'weight'),
      maybeTensor(given, 3, 'bias'),
      numberAt(given, 4, 'eps', 1e-5),
    ),
  dropout,
  relu: unary((x) => x.relu()),
  relu6: unary(T.relu6),
  elu: (given) => T.elu(tensorAt(given, 0, 'input'), numberAt(given, 1, 'alpha', 1)),
  selu: unary(T.selu),
  gelu: unary((x) => T.gelu(x)),
  silu: unary(T.silu),
  leaky_relu: (given) => T.leakyRelu(tensorAt(given, 0, 'input'), numberAt(given, 1, 'negative_slope', 0.01)),
  hardtanh: (given) =>
    T.hardtanh(
      tensorAt(given, 0, 'input'),
      numberAt(given, 1, 'min_val', -1),
      numberAt(given, 2, 'max_val', 1),
    ),
  softplus: unary(T.softplus),
  logsigmoid: unary(T.logsigmoid),
  sigmoid: unary((x) => x.sigmoid()),
  tanh: unary((x) => x.tanh()),
  softmax: softmax(T.softmax),
  log_softmax: softmax(T.logSoftmax),
  exp: unary((x) => x.exp()),
  log: unary((x) => x.log()),
  sqrt: unary((x) => x.sqrt()),
  rsqrt: unary(T.rsqrt),
  reciprocal: unary((x) => x.reciprocal()),
  square: unary(T.square),
  abs: unary((x) => x.abs()),
  neg: unary((x) => x.neg()),
  __neg__: unary((x) => x.neg()),
  sign: unary((x) => x.sign()),
  sin: unary((x) => x.sin()),
  cos: unary((x) => x.cos()),
  floor: unary((x) => x.floor()),
  ceil: unary((x) => x.ceil()),
  round: unary((x) => x.round()),
  clamp,
  clip: clamp,
  sum: reduction(T.sum),
  mean: reduction(T.mean),
  prod: reduction(T.prod),
  max: extreme((x) => T.amax(x), T.max, T.maximum),
  min: extreme((x) => T.amin(x), T.min, T.minimum),
  argmax: (given) =>
    T.argmax(tensorAt(given, 0, 'input'), maybeNumber(given, 1, 'dim'), flagAt(given, 2, 'keepdim', false)),
  argmin: (given) =>
    T.argmin(tensorAt(given, 0, 'input'), maybeNumber(given, 1, 'dim'), flagAt(given, 2, 'keepdim', false)),
  t: unary((x) => T.t(x)),
  transpose: (given) =>
    T.transpose(tensorAt(given, 0, 'input'), numberAt(given, 1, 'dim0'), numberAt(given, 2, 'dim1')),
  permute: (given) => tensorAt(given, 0, 'input').permute(sizesAt(given, 1, 'dims')),
  view: reshape,
  reshape,
  flatten: (given) =>
    T.flatten(
      tensorAt(given, 0, 'input'),
      numberAt(given, 1, 'start_dim', 0),
      numberAt(given, 2, 'end_dim', -1),
    ),
  squeeze: (given) => T.squeeze(tensorAt(given, 0, 'input'), maybeNumber(given, 1, 'dim')),
  unsqueeze: (given) => T.unsqueeze(tensorAt(given, 0, 'input'), numberAt(given, 1, 'dim')),
  expand: (given) => tensorAt(given, 0, 'input').expand(sizesAt(given, 1, 'size')),
  cat: (given) => T.concat(tensorsAt(given, 0, 'tensors'), numberAt(given, 1, 'dim', 0)),
  stack: (given) => T.stack(tensorsAt(given, 0, 'tensors'), numberAt(given, 1, 'dim', 0)),
  chunk: (given) =>
    T.chunk(tensorAt(given, 0, 'input'), numberAt(given, 1, 'chunks'), numberAt(given, 2, 'dim', 0)),
  select: (given) =>
    T.select(tensorAt(given, 0, 'input'), numberAt(given, 1, 'dim'), numberAt(given, 2, 'index')),
  narrow: (given) =>
    T.narrow(
      tensorAt(given, 0, 'input'),
      numberAt(given, 1, 'dim'),
      numberAt(given, 2, 'start'),
      numberAt(given, 3, 'length'),
    ),
  __getitem__: (given) => {
    const value = has(given, 0, 'input')
    if (value instanceof Tensor) return item(value, given)
    if (Array.isArray(value)) return value[numberAt(given, 1, 'index')] ?? null
    throw new PlanError('indexing is covered for tensors and tuples only')
  },
  size: (given) => {
    const { shape } = tensorAt(given, 0, 'input')
    const dim = maybeNumber(given, 1, 'dim')
    return dim === undefined ? [...shape] : shape.at(dim)!
  },
  dim: (given) => tensorAt(given, 0, 'input').ndim,
  numel: (given) => tensorAt(given, 0, 'input').numel,
  float: unary((x) => x.to('float32')),
  double: unary((x) => x.to('float64')),
  long: unary((x) => x.to('int64')),
  contiguous: unary((x) => x),
  clone: unary((x) => x),
  detach: unary((x) => x),
  eq: binary(T.eq),
  gt: binary(T.gt as never),
  lt: binary(T.lt),
  ge: binary(T.ge as never),
  le: binary(T.le),
  where: (given) =>
    T.where(tensorAt(given, 0, 'condition'), operandAt(given, 1, 'input'), operandAt(given, 2, 'other')),
}

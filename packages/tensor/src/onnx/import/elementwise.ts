import { elu, gelu, hardswish, mish, silu, softsign } from '../../functions/activations.ts'
import { remainder } from '../../functions/arithmetic.ts'
import { ge, gt } from '../../functions/comparison.ts'
import { isFloat } from '../../graph/dtype.ts'
import { broadcastShapes } from '../../graph/shape.ts'
import type { Tensor } from '../../graph/tensor.ts'
import { abs } from '../../ops/abs.ts'
import { acos } from '../../ops/acos.ts'
import { acosh } from '../../ops/acosh.ts'
import { add } from '../../ops/add.ts'
import { asin } from '../../ops/asin.ts'
import { asinh } from '../../ops/asinh.ts'
import { atan } from '../../ops/atan.ts'
import { atanh } from '../../ops/atanh.ts'
import { ceil } from '../../ops/ceil.ts'
import { cos } from '../../ops/cos.ts'
import { cosh } from '../../ops/cosh.ts'
import { div } from '../../ops/div.ts'
import { eq } from '../../ops/eq.ts'
import { erf } from '../../ops/erf.ts'
import { exp } from '../../ops/exp.ts'
import { floor } from '../../ops/floor.ts'
import { fmod } from '../../ops/fmod.ts'
import { isinf } from '../../ops/isinf.ts'
import { isnan } from '../../ops/isnan.ts'
import { le } from '../../ops/le.ts'
import { leakyRelu } from '../../ops/leaky-relu.ts'
import { log } from '../../ops/log.ts'
import { logicalAnd } from '../../ops/logical-and.ts'
import { logicalNot } from '../../ops/logical-not.ts'
import { logicalOr } from '../../ops/logical-or.ts'
import { logicalXor } from '../../ops/logical-xor.ts'
import { lt } from '../../ops/lt.ts'
import { maximum } from '../../ops/maximum.ts'
import { minimum } from '../../ops/minimum.ts'
import { mul } from '../../ops/mul.ts'
import { neg } from '../../ops/neg.ts'
import { pow } from '../../ops/pow.ts'
import { reciprocal } from '../../ops/reciprocal.ts'
import { relu } from '../../ops/relu.ts'
import { round } from '../../ops/round.ts'
import { sigmoid } from '../../ops/sigmoid.ts'
import { sign } from '../../ops/sign.ts'
import { sin } from '../../ops/sin.ts'
import { sinh } from '../../ops/sinh.ts'
import { softplus } from '../../ops/softplus.ts'
import { sqrt } from '../../ops/sqrt.ts'
import { sub } from '../../ops/sub.ts'
import { tan } from '../../ops/tan.ts'
import { tanh } from '../../ops/tanh.ts'
import { where } from '../../ops/where.ts'
import { type Operator, OperatorCall, type Operators } from './call.ts'
import { broadcastKnown, isKnown, Known, mapKnown, type Operand, toTensor, zipKnown } from './host.ts'

const unary = (apply: (x: Tensor) => Tensor, byHand?: (x: number) => number): Operator => {
  return (call) => {
    const x = call.operand(0)
    return isKnown(x) && byHand ? mapKnown(x, byHand) : apply(toTensor(x))
  }
}

const binary = (
  apply: (a: Tensor, b: Tensor) => Tensor,
  byHand: (x: number, y: number, isInteger: boolean) => number,
  result?: 'bool',
): Operator => {
  return (call) => {
    const [a, b] = [call.operand(0), call.operand(1)]
    if (!isKnown(a) || !isKnown(b)) return apply(toTensor(a), toTensor(b))
    const isInteger = !isFloat(a.dtype as 'float32')
    return zipKnown(a, b, result ?? a.dtype, (x, y) => byHand(x, y, isInteger))
  }
}

/** Any number of operands. */
const variadic = (
  step: Operator,
  finish: (sum: Operand, count: number) => Operand = (sum) => sum,
): Operator => {
  return (call) => {
    const operands = call.inputs.map((_, i) => call.operand(i))
    const joined = operands.reduce((so, next) => step(withInputs(call, [so, next])) as Operand)
    return finish(joined, operands.length)
  }
}

const withInputs = (call: OperatorCall, inputs: readonly Operand[]): OperatorCall =>
  new OperatorCall(call.operation, inputs, call.opset, call.runGraph)

/** ONNX divides integers as C does: what is left over is dropped. */
function divide(a: Tensor, b: Tensor): Tensor {
  if (isFloat(a.dtype)) return div(a, b)
  const quotient = div(a.to('float64'), b.to('float64'))
  return quotient.abs().floor().mul(quotient.sign()).to(a.dtype)
}

/** A power's exponent may be of another type; a known one lets squares be products. */
function power(call: OperatorCall): Tensor {
  const [x, exponent] = [call.tensor(0), call.operand(1)]
  if (isKnown(exponent) && exponent.data.length === 1) {
    const value = exponent.data[0]!
    return isFloat(x.dtype) ? pow(x, value) : pow(x.to('float32'), value).to(x.dtype)
  }
  return isFloat(x.dtype)
    ? pow(x, toTensor(exponent).to(x.dtype))
    : pow(x.to('float32'), toTensor(exponent)).to(x.dtype)
}

function clip(call: OperatorCall): Operand {
  const x = call.operand(0)
  const bound = (i: number, name: string) =>
    call.says(name) ? call.float(name, 0) : call.has(i) ? call.known(i).data[0]! : undefined
  const [min, max] = [bound(1, 'min'), bound(2, 'max')]
  if (isKnown(x)) return mapKnown(x, (v) => Math.min(Math.max(v, min ?? -Infinity), max ?? Infinity))
  return min === undefined && max === undefined ? x : x.clamp(min, max)
}

const add_ = binary(add, (x, y) => x + y)
const max = binary(maximum, (x, y) => Math.max(x, y))
const min = binary(minimum, (x, y) => Math.min(x, y))

export const elementwise: Operators = {
  Abs: unary(abs, Math.abs),
  Acos: unary(acos),
  Acosh: unary(acosh),
  Asin: unary(asin),
  Asinh: unary(asinh),
  Atan: unary(atan),
  Atanh: unary(atanh),
  Ceil: unary(ceil, Math.ceil),
  Cos: unary(cos, Math.cos),
  Cosh: unary(cosh),
  Erf: unary(erf),
  Exp: unary(exp, Math.exp),
  Floor: unary(floor, Math.floor),
  IsInf: unary(isinf),
  IsNaN: unary(isnan),
  Log: unary(log, Math.log),
  Neg: unary(neg, (x) => -x),
  Not: unary(logicalNot, (x) => (x === 0 ? 1 : 0)),
  Reciprocal: unary(reciprocal, (x) => 1 / x),
  Relu: unary(relu, (x) => Math.max(x, 0)),
  Round: unary(round),
  Sigmoid: unary(sigmoid),
  Sign: unary(sign, Math.sign),
  Sin: unary(sin, Math.sin),
  Sinh: unary(sinh),
  Softplus: unary(softplus),
  Softsign: unary(softsign),
  Sqrt: unary(sqrt, Math.sqrt),
  Tan: unary(tan),
  Tanh: unary(tanh),
  HardSwish: unary(hardswish),
  Mish: unary(mish),
  Swish: (call) => {
    const alpha = call.float('alpha', 1)
    const x = call.tensor(0)
    return alpha === 1 ? silu(x) : x.mul(x.mul(alpha).sigmoid())
  },
  Gelu: (call) => gelu(call.tensor(0), call.text('approximate', 'none') === 'tanh' ? 'tanh' : 'none'),
  Elu: (call) => elu(call.tensor(0), call.float('alpha', 1)),
  Celu: (call) => {
    const alpha = call.float('alpha', 1)
    const x = call.tensor(0)
    return where(x.gt(0), x, x.clamp(undefined, 0).div(alpha).expm1().mul(alpha))
  },
  Selu: (call) => {
    const [alpha, gamma] = [call.float('alpha', 1.673263192176819), call.float('gamma', 1.0507010221481323)]
    return elu(call.tensor(0), alpha).mul(gamma)
  },
  LeakyRelu: (call) => leakyRelu(call.tensor(0), call.float('alpha', 0.01)),
  ThresholdedRelu: (call) => {
    const x = call.tensor(0)
    return x.mul(x.gt(call.float('alpha', 1)).to(x.dtype))
  },
  PRelu: (call) => {
    const [x, slope] = [call.tensor(0), call.tensor(1)]
    return where(x.gt(0), x, x.mul(slope))
  },
  HardSigmoid: (call) =>
    call.tensor(0).mul(call.float('alpha', 0.2)).add(call.float('beta', 0.5)).clamp(0, 1),
  Clip: clip,

  Add: add_,
  Sub: binary(sub, (x, y) => x - y),
  Mul: binary(mul, (x, y) => x * y),
  Div: binary(divide, (x, y, isInteger) => (isInteger ? Math.trunc(x / y) : x / y)),
  Pow: (call) => {
    const [x, y] = [call.operand(0), call.operand(1)]
    return isKnown(x) && isKnown(y) ? zipKnown(x, y, x.dtype, (a, b) => a ** b) : power(call)
  },
  Mod: (call) => {
    const isC = call.flag('fmod')
    const byHand = (x: number, y: number) => (isC ? x % y : ((x % y) + y) % y)
    return binary(isC ? fmod : remainder, byHand)(call)
  },
  Max: variadic(max),
  Min: variadic(min),
  Sum: variadic(add_),
  Mean: variadic(add_, (sum, count) => toTensor(sum).div(count)),
  And: binary(logicalAnd, (x, y) => x && y),
  Or: binary(logicalOr, (x, y) => x || y),
  Xor: binary(logicalXor, (x, y) => Number(x !== y)),
  Equal: binary(eq, (x, y) => Number(x === y), 'bool'),
  Less: binary(lt, (x, y) => Number(x < y), 'bool'),
  LessOrEqual: binary(le, (x, y) => Number(x <= y), 'bool'),
  Greater: binary(gt, (x, y) => Number(x > y), 'bool'),
  GreaterOrEqual: binary(ge, (x, y) => Number(x >= y), 'bool'),
  Where: (call) => {
    const [condition, a, b] = [call.operand(0), call.operand(1), call.operand(2)]
    if (!isKnown(condition)) return where(condition, toTensor(a), toTensor(b))
    if (isKnown(a) && isKnown(b)) {
      const shape = broadcastShapes(condition.shape, broadcastShapes(a.shape, b.shape))
      const [c, x, y] = [condition, a, b].map((one) => broadcastKnown(one, shape))
      const data = Array.from(c!.data, (holds, i) => (holds ? x!.data[i]! : y!.data[i]!))
      return new Known(a.dtype, shape, data)
    }
    return where(toTensor(condition), toTensor(a), toTensor(b))
  },
}

/**
 * Gives tensors their methods: every function here can also be called on its first argument, so that
 * `matmul(x, w)` is `x.matmul(w)`. Adding a function to the table is all it takes.
 */

import { sumTo } from './autograd/sum-to.ts'
import { item, read, tolist } from './engine/read.ts'
import {
  elu,
  gelu,
  glu,
  hardsigmoid,
  hardswish,
  hardtanh,
  logsigmoid,
  mish,
  relu6,
  selu,
  silu,
  softsign,
} from './functions/activations.ts'
import {
  atan2,
  exp2,
  expm1,
  floorDivide,
  lerp,
  log1p,
  log2,
  log10,
  remainder,
  rsqrt,
  square,
} from './functions/arithmetic.ts'
import { ge, gt, isclose, ne } from './functions/comparison.ts'
import { cosineSimilarity, normalize } from './functions/directions.ts'
import { maskedFill, nanToNum, oneHot, whereElse } from './functions/masking.ts'
import { pad } from './functions/padding.ts'
import { dropout } from './functions/random.ts'
import {
  all,
  any,
  argsort,
  logsumexp,
  max,
  mean,
  median,
  min,
  norm,
  sort,
  std,
  variance,
} from './functions/reductions.ts'
import {
  at,
  chunk,
  flatten,
  flip,
  movedim,
  narrow,
  repeatInterleave,
  roll,
  select,
  squeeze,
  t,
  tile,
  transpose,
  tril,
  triu,
  unbind,
  unflatten,
  unsqueeze,
} from './functions/shapes.ts'
import { Tensor } from './graph/tensor.ts'
import { abs } from './ops/abs.ts'
import { acos } from './ops/acos.ts'
import { acosh } from './ops/acosh.ts'
import { add } from './ops/add.ts'
import { amax } from './ops/amax.ts'
import { amin } from './ops/amin.ts'
import { argmax } from './ops/argmax.ts'
import { argmin } from './ops/argmin.ts'
import { asin } from './ops/asin.ts'
import { asinh } from './ops/asinh.ts'
import { atan } from './ops/atan.ts'
import { atanh } from './ops/atanh.ts'
import { cast } from './ops/cast.ts'
import { ceil } from './ops/ceil.ts'
import { clamp } from './ops/clamp.ts'
import { cos } from './ops/cos.ts'
import { cosh } from './ops/cosh.ts'
import { cumsum } from './ops/cumsum.ts'
import { div } from './ops/div.ts'
import { eq } from './ops/eq.ts'
import { erf } from './ops/erf.ts'
import { exp } from './ops/exp.ts'
import { expand } from './ops/expand.ts'
import { floor } from './ops/floor.ts'
import { fmod } from './ops/fmod.ts'
import { gather } from './ops/gather.ts'
import { detach } from './ops/identity.ts'
import { indexSelect } from './ops/index-select.ts'
import { isinf } from './ops/isinf.ts'
import { isnan } from './ops/isnan.ts'
import { le } from './ops/le.ts'
import { leakyRelu } from './ops/leaky-relu.ts'
import { log } from './ops/log.ts'
import { logSoftmax } from './ops/log-softmax.ts'
import { logicalAnd } from './ops/logical-and.ts'
import { logicalNot } from './ops/logical-not.ts'
import { logicalOr } from './ops/logical-or.ts'
import { logicalXor } from './ops/logical-xor.ts'
import { lt } from './ops/lt.ts'
import { matmul } from './ops/matmul.ts'
import { maximum } from './ops/maximum.ts'
import { minimum } from './ops/minimum.ts'
import { mul } from './ops/mul.ts'
import { neg } from './ops/neg.ts'
import { padDim } from './ops/pad.ts'
import { permute } from './ops/permute.ts'
import { pow } from './ops/pow.ts'
import { prod } from './ops/prod.ts'
import { reciprocal } from './ops/reciprocal.ts'
import { relu } from './ops/relu.ts'
import { reshape } from './ops/reshape.ts'
import { round } from './ops/round.ts'
import { scatter } from './ops/scatter.ts'
import { scatterAdd } from './ops/scatter-add.ts'
import { sigmoid } from './ops/sigmoid.ts'
import { sign } from './ops/sign.ts'
import { sin } from './ops/sin.ts'
import { sinh } from './ops/sinh.ts'
import { slice } from './ops/slice.ts'
import { softmax } from './ops/softmax.ts'
import { softplus } from './ops/softplus.ts'
import { split } from './ops/split.ts'
import { sqrt } from './ops/sqrt.ts'
import { sub } from './ops/sub.ts'
import { sum } from './ops/sum.ts'
import { tan } from './ops/tan.ts'
import { tanh } from './ops/tanh.ts'
import { topk } from './ops/topk.ts'

const methods = {
  ...{ cosineSimilarity, normalize },
  ...{
    abs,
    acos,
    acosh,
    add,
    all,
    amax,
    amin,
    any,
    argmax,
    argmin,
    argsort,
    asin,
    asinh,
    at,
    atan,
    atan2,
    atanh,
  },
  ...{ elu, gelu, glu, hardsigmoid, hardswish, hardtanh, logsigmoid, mish, relu6, selu, silu, softsign },
  ...{ ceil, chunk, clamp, cos, cosh, cumsum, detach, div, dropout, eq, erf, exp, exp2, expand, expm1 },
  ...{ flatten, flip, floor, floorDivide, fmod, gather, ge, gt, indexSelect, isclose, isinf, isnan, item },
  ...{
    le,
    leakyRelu,
    lerp,
    log,
    log10,
    log1p,
    log2,
    logSoftmax,
    logicalAnd,
    logicalNot,
    logicalOr,
    logicalXor,
  },
  ...{ logsumexp, lt, maskedFill, matmul, max, maximum, mean, median, min, minimum, movedim, mul, nanToNum },
  ...{ narrow, ne, neg, norm, oneHot, pad, padDim, permute, pow, prod, read, reciprocal, relu, remainder },
  ...{ repeatInterleave, reshape, roll, round, rsqrt, scatter, scatterAdd, select, sigmoid, sign, sin, sinh },
  ...{
    slice,
    softmax,
    softplus,
    sort,
    split,
    sqrt,
    square,
    squeeze,
    std,
    sub,
    sum,
    sumTo,
    t,
    tan,
    tanh,
    tile,
  },
  ...{
    to: cast,
    tolist,
    topk,
    transpose,
    tril,
    triu,
    unbind,
    unflatten,
    unsqueeze,
    variance,
    where: whereElse,
  },
}

type Methods = {
  [Name in keyof typeof methods]: (typeof methods)[Name] extends (
    first: Tensor,
    ...rest: infer Rest
  ) => infer Result
    ? (...rest: Rest) => Result
    : never
}

declare module './graph/tensor.ts' {
  interface Tensor extends Methods {}
}

for (const [name, method] of Object.entries(methods)) {
  const call = method as (...args: unknown[]) => unknown
  Object.defineProperty(Tensor.prototype, name, {
    value(this: Tensor, ...rest: unknown[]) {
      return call(this, ...rest)
    },
  })
}

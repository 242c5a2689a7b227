/** Lazy tensors that train at native speed: see the README for a first example. */
import './methods.ts'

export { type GradOptions, grad } from './autograd/grad.ts'
export { type CompileOptions, compile } from './engine/compile.ts'
export { defaultEngine, setDefaultEngine } from './engine/default-engine.ts'
export { Engine, type EngineOptions, type RunOptions } from './engine/engine.ts'
export { item, type NestedArray, read, readAll, realize, tolist } from './engine/read.ts'
export type { Tree } from './engine/tree.ts'
export {
  elu,
  gelu,
  glu,
  hardsigmoid,
  hardswish,
  hardtanh,
  logsigmoid,
  mish,
  prelu,
  relu6,
  selu,
  silu,
  softsign,
} from './functions/activations.ts'
export {
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
export { type AttentionOptions, scaledDotProductAttention } from './functions/attention.ts'
export { ge, gt, isclose, ne } from './functions/comparison.ts'
export {
  type ConvOptions,
  type ConvTransposeOptions,
  conv1d,
  conv2d,
  convTranspose1d,
  convTranspose2d,
  type PerDim,
  perDim,
} from './functions/convolution.ts'
export {
  arange,
  constantTensor,
  type DtypeOption,
  eye,
  full,
  fullLike,
  linspace,
  type Nested,
  ones,
  tensor,
  zeros,
} from './functions/creation.ts'
export { einsum } from './functions/einsum.ts'
export { type InterpolateOptions, interpolate } from './functions/interpolate.ts'
export { embedding, linear } from './functions/linear.ts'
export { linearAlong } from './functions/linear-along.ts'
export {
  type CrossEntropyOptions,
  crossEntropy,
  mseLoss,
  nllLoss,
  type Reduction,
  reduceLoss,
} from './functions/losses.ts'
export { maskedFill, nanToNum, oneHot, whereElse } from './functions/masking.ts'
export {
  type BatchNormResult,
  batchNorm,
  batchNormTraining,
  groupNorm,
  instanceNorm,
  layerNorm,
  rmsNorm,
} from './functions/normalization.ts'
export { type PadMode, pad } from './functions/padding.ts'
export {
  type AvgPoolOptions,
  adaptiveAvgAlong,
  adaptiveAvgPool1d,
  adaptiveAvgPool2d,
  adaptiveMaxPool1d,
  adaptiveMaxPool2d,
  avgPool1d,
  avgPool2d,
  maxPool1d,
  maxPool2d,
  maxPool2dWithIndices,
  type PoolOptions,
} from './functions/pooling.ts'
export { constant, type Operand, promote } from './functions/promote.ts'
export { dropout, normal, rand, randint, randn, randperm, uniform } from './functions/random.ts'
export {
  gru,
  lstm,
  type RecurrentOptions,
  type RecurrentResult,
  type RecurrentWeights,
  rnn,
} from './functions/recurrent.ts'
export {
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
export {
  at,
  chunk,
  flatten,
  flip,
  type IndexPart,
  movedim,
  narrow,
  repeatInterleave,
  roll,
  select,
  squeeze,
  stack,
  t,
  tile,
  transpose,
  tril,
  triu,
  unbind,
  unflatten,
  unsqueeze,
} from './functions/shapes.ts'
export type { Dtype, HostArray } from './graph/dtype.ts'
export { noGrad } from './graph/grad-mode.ts'
export type { Shape } from './graph/shape.ts'
export { Tensor } from './graph/tensor.ts'
export { TensorError, type TensorErrorCode } from './graph/tensor-error.ts'
export { Variable, variable } from './graph/variable.ts'
export { abs } from './ops/abs.ts'
export { acos } from './ops/acos.ts'
export { acosh } from './ops/acosh.ts'
export { add } from './ops/add.ts'
export { addmm } from './ops/addmm.ts'
export { amax } from './ops/amax.ts'
export { amin } from './ops/amin.ts'
export { argmax } from './ops/argmax.ts'
export { argmin } from './ops/argmin.ts'
export { asin } from './ops/asin.ts'
export { asinh } from './ops/asinh.ts'
export { atan } from './ops/atan.ts'
export { atanh } from './ops/atanh.ts'
export { batchNormOp } from './ops/batch-norm.ts'
export { cast } from './ops/cast.ts'
export { ceil } from './ops/ceil.ts'
export { clamp } from './ops/clamp.ts'
export { concat } from './ops/concat.ts'
export { conv } from './ops/conv.ts'
export { convTranspose } from './ops/conv-transpose.ts'
export { convWeightGrad } from './ops/conv-weight-grad.ts'
export { cos } from './ops/cos.ts'
export { cosh } from './ops/cosh.ts'
export { cumsum } from './ops/cumsum.ts'
export { div } from './ops/div.ts'
export { eq } from './ops/eq.ts'
export { erf } from './ops/erf.ts'
export { exp } from './ops/exp.ts'
export { expand } from './ops/expand.ts'
export { floor } from './ops/floor.ts'
export { fmod } from './ops/fmod.ts'
export { gather } from './ops/gather.ts'
export { detach, identity } from './ops/identity.ts'
export { indexSelect } from './ops/index-select.ts'
export { indexSum } from './ops/index-sum.ts'
export { isinf } from './ops/isinf.ts'
export { isnan } from './ops/isnan.ts'
export { layerNormOp } from './ops/layer-norm.ts'
export { le } from './ops/le.ts'
export { leakyRelu } from './ops/leaky-relu.ts'
export { log } from './ops/log.ts'
export { logSoftmax } from './ops/log-softmax.ts'
export { logicalAnd } from './ops/logical-and.ts'
export { logicalNot } from './ops/logical-not.ts'
export { logicalOr } from './ops/logical-or.ts'
export { logicalXor } from './ops/logical-xor.ts'
export { lt } from './ops/lt.ts'
export { matmul, product } from './ops/matmul.ts'
export { maxPool } from './ops/max-pool.ts'
export { maximum } from './ops/maximum.ts'
export { minimum } from './ops/minimum.ts'
export { mul } from './ops/mul.ts'
export { neg } from './ops/neg.ts'
export { padConstant, padDim } from './ops/pad.ts'
export { permute } from './ops/permute.ts'
export { pow } from './ops/pow.ts'
export { prod } from './ops/prod.ts'
export { reciprocal } from './ops/reciprocal.ts'
export { relu } from './ops/relu.ts'
export { reshape } from './ops/reshape.ts'
export { round } from './ops/round.ts'
export { scatter } from './ops/scatter.ts'
export { scatterAdd } from './ops/scatter-add.ts'
export { sigmoid } from './ops/sigmoid.ts'
export { sign } from './ops/sign.ts'
export { sin } from './ops/sin.ts'
export { sinh } from './ops/sinh.ts'
export { slice } from './ops/slice.ts'
export { softmax } from './ops/softmax.ts'
export { softplus } from './ops/softplus.ts'
export { split } from './ops/split.ts'
export { sqrt } from './ops/sqrt.ts'
export { step } from './ops/step.ts'
export { sub } from './ops/sub.ts'
export { sum } from './ops/sum.ts'
export { tan } from './ops/tan.ts'
export { tanh } from './ops/tanh.ts'
export { topk } from './ops/topk.ts'
export { where } from './ops/where.ts'
export { manualSeed } from './random/generator.ts'

/** Lazy tensors that train at native speed: see the README for a first example. */
import './methods.ts'

export { type Captured, capture } from './autograd/capture.ts'
export { findGradients, type GradOptions, grad } from './autograd/grad.ts'
export { operations } from './autograd/operations.ts'
export { cifarDataset } from './data/cifar-dataset.ts'
export type { Column, Dataset, SampleDataset } from './data/column.ts'
export { type CsvDataset, type CsvOptions, csvDataset } from './data/csv-dataset.ts'
export { csvRows } from './data/csv-rows.ts'
export { DataError } from './data/data-error.ts'
export { type Collate, DataLoader, type LoaderOptions } from './data/data-loader.ts'
export { type FileSource, fileSource } from './data/file-source.ts'
export { idxDataset } from './data/idx-dataset.ts'
export { ImageFolder, type ImageFolderOptions, imageFolder } from './data/image-folder.ts'
export { type RowColumn, RowsDataset } from './data/rows-dataset.ts'
export { Subset, splitDataset } from './data/subset.ts'
export { TensorDataset } from './data/tensor-dataset.ts'
export { tensorFileDataset } from './data/tensor-file-dataset.ts'
export { type CompileOptions, compile } from './engine/compile.ts'
export { defaultEngine, setDefaultEngine } from './engine/default-engine.ts'
export { Engine, type EngineOptions, type RunOptions } from './engine/engine.ts'
export { item, materialize, type NestedArray, read, readAll, realize, tolist } from './engine/read.ts'
export { recycle } from './engine/recycle.ts'
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
  onesLike,
  tensor,
  zeros,
  zerosLike,
} from './functions/creation.ts'
export { cosineSimilarity, normalize } from './functions/directions.ts'
export { einsum } from './functions/einsum.ts'
export { type InterpolateOptions, interpolate } from './functions/interpolate.ts'
export { embedding, linear } from './functions/linear.ts'
export { linearAlong } from './functions/linear-along.ts'
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
export {
  dropout,
  normal,
  rand,
  randint,
  randLike,
  randn,
  randnLike,
  randperm,
  uniform,
} from './functions/random.ts'
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
export { allocate, type Dtype, type HostArray } from './graph/dtype.ts'
export { noGrad } from './graph/grad-mode.ts'
export type { Shape } from './graph/shape.ts'
export { Tensor } from './graph/tensor.ts'
export { TensorError, type TensorErrorCode } from './graph/tensor-error.ts'
export { assignAll, Variable, variable } from './graph/variable.ts'
export { calculateGain, type Nonlinearity } from './init/calculate-gain.ts'
export type { KaimingOptions } from './init/kaiming.ts'
export { kaimingNormal } from './init/kaiming-normal.ts'
export { kaimingUniform } from './init/kaiming-uniform.ts'
export { orthogonal } from './init/orthogonal.ts'
export { type TruncNormalOptions, truncNormal } from './init/trunc-normal.ts'
export { xavierNormal } from './init/xavier-normal.ts'
export { xavierUniform } from './init/xavier-uniform.ts'
export { binaryCrossEntropy } from './losses/binary-cross-entropy.ts'
export { binaryCrossEntropyWithLogits } from './losses/binary-cross-entropy-with-logits.ts'
export { cosineEmbeddingLoss } from './losses/cosine-embedding-loss.ts'
export { type CrossEntropyOptions, crossEntropy } from './losses/cross-entropy.ts'
export { huberLoss } from './losses/huber-loss.ts'
export { type KlDivOptions, klDiv } from './losses/kl-div.ts'
export { l1Loss } from './losses/l1-loss.ts'
export { marginRankingLoss } from './losses/margin-ranking-loss.ts'
export { mseLoss } from './losses/mse-loss.ts'
export { type NllOptions, nllLoss } from './losses/nll-loss.ts'
export { type LossOptions, type Reduction, reduceLoss } from './losses/reduce-loss.ts'
export { smoothL1Loss } from './losses/smooth-l1-loss.ts'
export { AdaptiveAvgPool1d } from './modules/adaptive-avg-pool1d.ts'
export { AdaptiveAvgPool2d } from './modules/adaptive-avg-pool2d.ts'
export { AdaptiveMaxPool1d } from './modules/adaptive-max-pool1d.ts'
export { AdaptiveMaxPool2d } from './modules/adaptive-max-pool2d.ts'
export { AvgPool1d } from './modules/avg-pool1d.ts'
export { AvgPool2d } from './modules/avg-pool2d.ts'
export type { BatchNormOptions } from './modules/batch-norm.ts'
export { BatchNorm1d } from './modules/batch-norm1d.ts'
export { BatchNorm2d } from './modules/batch-norm2d.ts'
export { Bilinear } from './modules/bilinear.ts'
export type { ConvModuleOptions } from './modules/conv.ts'
export type { ConvTransposeModuleOptions } from './modules/conv-transpose.ts'
export { ConvTranspose1d } from './modules/conv-transpose1d.ts'
export { ConvTranspose2d } from './modules/conv-transpose2d.ts'
export { Conv1d } from './modules/conv1d.ts'
export { Conv2d } from './modules/conv2d.ts'
export { Dropout } from './modules/dropout.ts'
export { ELU } from './modules/elu.ts'
export { Embedding } from './modules/embedding.ts'
export { Flatten } from './modules/flatten.ts'
export { GELU } from './modules/gelu.ts'
export { GLU } from './modules/glu.ts'
export { GroupNorm } from './modules/group-norm.ts'
export { GRU } from './modules/gru.ts'
export { Hardsigmoid } from './modules/hardsigmoid.ts'
export { Hardswish } from './modules/hardswish.ts'
export { Hardtanh } from './modules/hardtanh.ts'
export { Identity } from './modules/identity.ts'
export type { InstanceNormOptions } from './modules/instance-norm.ts'
export { InstanceNorm1d } from './modules/instance-norm1d.ts'
export { InstanceNorm2d } from './modules/instance-norm2d.ts'
export { LayerNorm, type LayerNormOptions } from './modules/layer-norm.ts'
export { LeakyReLU } from './modules/leaky-relu.ts'
export { Linear } from './modules/linear.ts'
export type { LoadOptions, LoadResult, StateDict } from './modules/load-state.ts'
export { LogSigmoid } from './modules/log-sigmoid.ts'
export { LogSoftmax } from './modules/log-softmax.ts'
export { LSTM, type LSTMResult } from './modules/lstm.ts'
export { MaxPool1d } from './modules/max-pool1d.ts'
export { MaxPool2d } from './modules/max-pool2d.ts'
export { Mish } from './modules/mish.ts'
export { type Layer, Module } from './modules/module.ts'
export { ModuleDict } from './modules/module-dict.ts'
export { ModuleList } from './modules/module-list.ts'
export {
  MultiheadAttention,
  type MultiheadAttentionMasks,
  type MultiheadAttentionOptions,
} from './modules/multihead-attention.ts'
export { Parameter } from './modules/parameter.ts'
export { PReLU } from './modules/prelu.ts'
export type { RecurrentModuleOptions } from './modules/recurrent.ts'
export { ReLU } from './modules/relu.ts'
export { ReLU6 } from './modules/relu6.ts'
export { RMSNorm } from './modules/rms-norm.ts'
export { RNN } from './modules/rnn.ts'
export { SELU } from './modules/selu.ts'
export { Sequential } from './modules/sequential.ts'
export { Sigmoid } from './modules/sigmoid.ts'
export { SiLU } from './modules/silu.ts'
export { Softmax } from './modules/softmax.ts'
export { Softplus } from './modules/softplus.ts'
export { Softsign } from './modules/softsign.ts'
export { Tanh } from './modules/tanh.ts'
export {
  tensorsFromSafetensors,
  tensorsToSafetensors,
  tensorsToSafetensorsPieces,
} from './modules/tensor-files.ts'
export { TransformerDecoder } from './modules/transformer-decoder.ts'
export { type DecoderMasks, TransformerDecoderLayer } from './modules/transformer-decoder-layer.ts'
export { TransformerEncoder } from './modules/transformer-encoder.ts'
export {
  type EncoderMasks,
  TransformerEncoderLayer,
  type TransformerLayerOptions,
} from './modules/transformer-encoder-layer.ts'
export { Unflatten } from './modules/unflatten.ts'
export { Upsample } from './modules/upsample.ts'
export { watch } from './modules/watch.ts'
export { type ExportOptions, exportOnnx, exportOnnxPieces } from './onnx/export.ts'
export { type ImportOptions, importOnnx, OnnxModule } from './onnx/import.ts'
export { type OnnxArray, runOnnx } from './onnx/run-onnx.ts'
export type { Exportable } from './onnx/trace-export.ts'
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
export { lstmLayer } from './ops/lstm-layer.ts'
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
export { recurrent } from './ops/recurrent.ts'
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
export { Adagrad, type AdagradSettings } from './optim/adagrad.ts'
export { Adam } from './optim/adam.ts'
export type { AdamSettings } from './optim/adam-update.ts'
export { AdamW } from './optim/adamw.ts'
export { ASGD, type ASGDSettings } from './optim/asgd.ts'
export { clipGradNorm } from './optim/clip-grad-norm.ts'
export { clipGradValue } from './optim/clip-grad-value.ts'
export { NAdam, type NAdamSettings } from './optim/nadam.ts'
export { type GroupOptions, type Learned, Optimizer, type OptimizerState } from './optim/optimizer.ts'
export { type CommonSettings, ParameterGroup } from './optim/parameter-group.ts'
export { RAdam, type RAdamSettings } from './optim/radam.ts'
export { RMSprop, type RMSpropSettings } from './optim/rmsprop.ts'
export { Rprop, type RpropSettings } from './optim/rprop.ts'
export { SGD, type SGDSettings } from './optim/sgd.ts'
export type { State, Update, UpdateRule } from './optim/update-rule.ts'
export { manualSeed } from './random/generator.ts'
export { CosineAnnealingLR } from './schedulers/cosine-annealing-lr.ts'
export { CosineAnnealingWarmRestarts } from './schedulers/cosine-annealing-warm-restarts.ts'
export { ExponentialLR } from './schedulers/exponential-lr.ts'
export { LambdaLR } from './schedulers/lambda-lr.ts'
export { LinearLR, type LinearLROptions } from './schedulers/linear-lr.ts'
export { MultiStepLR } from './schedulers/multi-step-lr.ts'
export { OneCycleLR, type OneCycleLROptions } from './schedulers/one-cycle-lr.ts'
export { ReduceLROnPlateau, type ReduceLROnPlateauOptions } from './schedulers/reduce-lr-on-plateau.ts'
export { type PerGroup, type Scheduled, type ScheduledGroup, Scheduler } from './schedulers/scheduler.ts'
export { StepLR } from './schedulers/step-lr.ts'

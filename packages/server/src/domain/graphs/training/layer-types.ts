import {
  AdaptiveAvgPool2d,
  AvgPool2d,
  BatchNorm1d,
  BatchNorm2d,
  Conv1d,
  Conv2d,
  type ConvModuleOptions,
  ConvTranspose2d,
  concat,
  Dropout,
  ELU,
  Embedding,
  Flatten,
  GELU,
  GRU,
  GroupNorm,
  Hardswish,
  InstanceNorm2d,
  type Layer,
  LayerNorm,
  LeakyReLU,
  Linear,
  LSTM,
  MaxPool2d,
  Mish,
  Module,
  MultiheadAttention,
  PReLU,
  ReLU,
  SELU,
  Sigmoid,
  SiLU,
  Softmax,
  stack,
  Tanh,
  type Tensor,
  TransformerDecoder,
  TransformerDecoderLayer,
  TransformerEncoder,
  TransformerEncoderLayer,
} from '@nodeyard/tensor'
import type { LayerParams } from './layer-params.ts'

/** Passes on the output sequence of a recurrent network, or what attention gives, as one tensor. */
class Wrapped<M extends Module> extends Module {
  readonly inner: M
  readonly #apply: (inner: M, x: Tensor) => Tensor

  constructor(inner: M, apply: (inner: M, x: Tensor) => Tensor) {
    super()
    this.inner = inner
    this.#apply = apply
  }

  override forward(x: Tensor): Tensor {
    return this.#apply(this.inner, x)
  }
}

/** A layer without weights. */
class Plain extends Module {
  readonly #apply: (x: Tensor) => Tensor

  constructor(apply: (x: Tensor) => Tensor) {
    super()
    this.#apply = apply
  }

  override forward(x: Tensor): Tensor {
    return this.#apply(x)
  }
}

type Make = (params: LayerParams) => Layer

const convOptions = (p: LayerParams): ConvModuleOptions => ({
  stride: p.perDim('stride', 1),
  padding: p.padding('padding'),
  dilation: p.perDim('dilation', 1),
  groups: p.size('groups', 1),
  bias: p.bool('bias', true),
})
const batchNormOptions = (p: LayerParams, affine: boolean, tracks: boolean) => ({
  eps: p.float('eps', 1e-5),
  momentum: p.float('momentum', 0.1),
  affine: p.bool('affine', affine),
  trackRunningStats: p.bool('track_running_stats', tracks),
})
const recurrentOptions = (p: LayerParams) => ({
  numLayers: p.size('num_layers', 1),
  bias: p.bool('bias', true),
  batchFirst: p.bool('batch_first', true),
  dropout: p.float('dropout', 0),
  bidirectional: p.bool('bidirectional', false),
})
const transformerOptions = (p: LayerParams) => ({
  dimFeedforward: p.size('dim_feedforward', 2048),
  dropout: p.float('dropout', 0.1),
  activation: p.text('activation', ['relu', 'gelu'], 'relu'),
  layerNormEps: p.float('layer_norm_eps', 1e-5),
  batchFirst: p.bool('batch_first', true),
  normFirst: p.bool('norm_first', false),
})

/** Every layer type of the studio's layer graphs that takes one tensor; parameters are PyTorch's keywords. */
export const LAYERS: Readonly<Record<string, Make>> = {
  Conv2d: (p) =>
    new Conv2d(p.size('in_channels'), p.size('out_channels'), p.perDim('kernel_size'), convOptions(p)),
  Conv1d: (p) =>
    new Conv1d(p.size('in_channels'), p.size('out_channels'), p.perDim('kernel_size'), convOptions(p)),
  ConvTranspose2d: (p) =>
    new ConvTranspose2d(p.size('in_channels'), p.size('out_channels'), p.perDim('kernel_size'), {
      stride: p.perDim('stride', 1),
      padding: p.perDim('padding', 0),
      outputPadding: p.perDim('output_padding', 0),
      dilation: p.perDim('dilation', 1),
      groups: p.size('groups', 1),
      bias: p.bool('bias', true),
    }),
  BatchNorm2d: (p) => new BatchNorm2d(p.size('num_features'), batchNormOptions(p, true, true)),
  BatchNorm1d: (p) => new BatchNorm1d(p.size('num_features'), batchNormOptions(p, true, true)),
  LayerNorm: (p) =>
    new LayerNorm(p.ints('normalized_shape'), {
      eps: p.float('eps', 1e-5),
      elementwiseAffine: p.bool('elementwise_affine', true),
    }),
  GroupNorm: (p) =>
    new GroupNorm(p.size('num_groups'), p.size('num_channels'), {
      eps: p.float('eps', 1e-5),
      affine: p.bool('affine', true),
    }),
  InstanceNorm2d: (p) => new InstanceNorm2d(p.size('num_features'), batchNormOptions(p, false, false)),
  MaxPool2d: (p) => {
    const kernel = p.perDim('kernel_size')
    return new MaxPool2d(kernel, {
      stride: p.perDim('stride', kernel as number),
      padding: p.perDim('padding', 0),
      dilation: p.perDim('dilation', 1),
      ceilMode: p.bool('ceil_mode', false),
    })
  },
  AvgPool2d: (p) => {
    const kernel = p.perDim('kernel_size')
    return new AvgPool2d(kernel, {
      stride: p.perDim('stride', kernel as number),
      padding: p.perDim('padding', 0),
      ceilMode: p.bool('ceil_mode', false),
      countIncludePad: p.bool('count_include_pad', true),
    })
  },
  AdaptiveAvgPool2d: (p) => new AdaptiveAvgPool2d(p.perDim('output_size')),
  Dropout: (p) => new Dropout(p.float('p', 0.5)),
  Linear: (p) => new Linear(p.size('in_features'), p.size('out_features'), { bias: p.bool('bias', true) }),
  Flatten: (p) => new Flatten(p.int('start_dim', 1), p.int('end_dim', -1)),
  Embedding: (p) => {
    const paddingIdx = p.int('padding_idx', Number.MIN_SAFE_INTEGER)
    return new Embedding(
      p.size('num_embeddings'),
      p.size('embedding_dim'),
      paddingIdx === Number.MIN_SAFE_INTEGER ? {} : { paddingIdx },
    )
  },
  Reshape: (p) => {
    const shape = p.ints('shape')
    return new Plain((x) => x.reshape([x.shape[0]!, ...shape]))
  },
  SelectIndex: (p) => {
    const [dim, index] = [p.int('dim', 1), p.int('index', 0)]
    return new Plain((x) => x.select(dim, index))
  },
  TransformerEncoder: (p) => {
    const [width, heads, options] = [p.size('d_model', 512), p.size('nhead', 8), transformerOptions(p)]
    const make = () => new TransformerEncoderLayer(width, heads, options)
    return new Wrapped(new TransformerEncoder(make, p.size('num_layers', 6)), (inner, x) => inner.forward(x))
  },
  TransformerDecoder: (p) => {
    const [width, heads, options] = [p.size('d_model', 512), p.size('nhead', 8), transformerOptions(p)]
    const make = () => new TransformerDecoderLayer(width, heads, options)
    return new Wrapped(new TransformerDecoder(make, p.size('num_layers', 6)), (inner, x) =>
      inner.forward(x, x),
    )
  },
  LSTM: (p) =>
    new Wrapped(
      new LSTM(p.size('input_size'), p.size('hidden_size'), recurrentOptions(p)),
      (inner, x) => inner.forward(x).output,
    ),
  GRU: (p) =>
    new Wrapped(
      new GRU(p.size('input_size'), p.size('hidden_size'), recurrentOptions(p)),
      (inner, x) => inner.forward(x).output,
    ),
  MultiHeadAttention: (p) =>
    new Wrapped(
      new MultiheadAttention(p.size('embed_dim', 512), p.size('num_heads', 8), {
        dropout: p.float('dropout', 0),
        bias: p.bool('bias', true),
        batchFirst: p.bool('batch_first', true),
      }),
      (inner, x) => inner.forward(x, x, x).output,
    ),
  ReLU: () => new ReLU(),
  GELU: (p) => new GELU({ approximate: p.text('approximate', ['none', 'tanh'], 'none') }),
  Sigmoid: () => new Sigmoid(),
  Tanh: () => new Tanh(),
  LeakyReLU: (p) => new LeakyReLU(p.float('negative_slope', 0.01)),
  ELU: (p) => new ELU(p.float('alpha', 1)),
  SiLU: () => new SiLU(),
  Mish: () => new Mish(),
  SELU: () => new SELU(),
  PReLU: (p) => new PReLU(p.size('num_parameters', 1), { init: p.float('init', 0.25) }),
  Hardswish: () => new Hardswish(),
  Softmax: (p) => new Softmax(p.int('dim', -1)),
}

/** How layers that take several tensors make one of them. */
export interface Merge {
  least: number
  most: number
  make(params: LayerParams): (inputs: readonly Tensor[]) => Tensor
}

const folding = (fold: (a: Tensor, b: Tensor) => Tensor, most = Number.POSITIVE_INFINITY): Merge => ({
  least: 2,
  most,
  make: () => (inputs) => inputs.reduce(fold),
})

const joining = (join: (tensors: readonly Tensor[], dim: number) => Tensor): Merge => ({
  least: 1,
  most: Number.POSITIVE_INFINITY,
  make: (p) => {
    const dim = p.int('dim', 1)
    return (inputs) => join(inputs, dim)
  },
})

export const MERGES: Readonly<Record<string, Merge>> = {
  Add: folding((a, b) => a.add(b)),
  Multiply: folding((a, b) => a.mul(b)),
  Subtract: folding((a, b) => a.sub(b), 2),
  Mean: {
    least: 2,
    most: Number.POSITIVE_INFINITY,
    make: () => (inputs) => inputs.reduce((a, b) => a.add(b)).div(inputs.length),
  },
  Concat: joining(concat),
  Stack: joining(stack),
}

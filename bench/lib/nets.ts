// The networks of bench/train.ts and bench/tensor.ts in the tensor engine, as plain functions of their weights by
// PyTorch's names.
import {
  batchNorm,
  batchNormTraining,
  conv2d,
  embedding,
  layerNorm,
  linear,
  lstm,
  maxPool2d,
  ones,
  scaledDotProductAttention,
  type Tensor,
  zeros,
} from '../../packages/tensor/src/index.ts'

export type Weights = (name: string) => Tensor

const dense = (x: Tensor, w: Weights, name: string) => linear(x, w(`${name}.weight`), w(`${name}.bias`))

function mlp(x: Tensor, w: Weights): Tensor {
  return dense(dense(dense(x, w, '0').relu(), w, '2').relu(), w, '4')
}

function cnn(x: Tensor, w: Weights): Tensor {
  const layer = (input: Tensor, name: string) =>
    maxPool2d(conv2d(input, w(`${name}.weight`), w(`${name}.bias`), { padding: 1 }).relu(), 2)
  return dense(layer(layer(x, '0'), '3').flatten(1), w, '7')
}

function block(x: Tensor, w: Weights, name: string): Tensor {
  const [batch, length, size] = x.shape as [number, number, number]
  const norm = (input: Tensor, part: string) =>
    layerNorm(input, [size], w(`${name}.${part}.weight`), w(`${name}.${part}.bias`))
  const y = norm(x, 'norm1')
  const [q, k, v] = ['q', 'k', 'v'].map((part) =>
    dense(y, w, `${name}.${part}`)
      .reshape([batch, length, 4, size / 4])
      .transpose(1, 2),
  ) as [Tensor, Tensor, Tensor]
  const mixed = scaledDotProductAttention(q, k, v).transpose(1, 2).reshape([batch, length, size])
  const attended = x.add(dense(mixed, w, `${name}.o`))
  const hidden = dense(norm(attended, 'norm2'), w, `${name}.up`).relu()
  return attended.add(dense(hidden, w, `${name}.down`))
}

function transformer(x: Tensor, w: Weights): Tensor {
  const h = block(block(embedding(x, w('table.weight')), w, 'blocks.0'), w, 'blocks.1')
  return dense(h.mean(1), w, 'head')
}

function recurrent(x: Tensor, w: Weights): Tensor {
  const { output } = lstm(x.transpose(0, 1), [
    ['weight_ih_l0', 'weight_hh_l0', 'bias_ih_l0', 'bias_hh_l0'].map((part) => w(`lstm.${part}`)),
  ])
  return dense(output.select(0, -1), w, 'head')
}

/** By the batch's statistics in training, else by the running ones, which nothing has changed yet. */
function batchNormed(x: Tensor, w: Weights, name: string, isTraining: boolean): Tensor {
  const [weight, bias] = [w(`${name}.weight`), w(`${name}.bias`)]
  if (isTraining) return batchNormTraining(x, weight, bias).normal
  return batchNorm(x, zeros(weight.shape), ones(weight.shape), weight, bias)
}

function residual(
  x: Tensor,
  w: Weights,
  name: string,
  { stride, hasShort, isTraining }: { stride: number; hasShort: boolean; isTraining: boolean },
): Tensor {
  const norm = (input: Tensor, part: string) => batchNormed(input, w, `${name}.${part}`, isTraining)
  const first = norm(conv2d(x, w(`${name}.conv1.weight`), undefined, { stride, padding: 1 }), 'norm1').relu()
  const y = norm(conv2d(first, w(`${name}.conv2.weight`), undefined, { padding: 1 }), 'norm2')
  if (!hasShort) return y.add(x).relu()
  return y.add(norm(conv2d(x, w(`${name}.short.0.weight`), undefined, { stride }), 'short.1')).relu()
}

function resnet18(x: Tensor, w: Weights, isTraining = true): Tensor {
  const stem = conv2d(x, w('0.weight'), undefined, { stride: 2, padding: 3 })
  let h = maxPool2d(batchNormed(stem, w, '1', isTraining).relu(), 3, {
    stride: 2,
    padding: 1,
  })
  for (const [i, stride] of [1, 1, 2, 1, 2, 1, 2, 1].entries()) {
    h = residual(h, w, `${i + 4}`, { stride, hasShort: stride !== 1, isTraining })
  }
  return dense(h.mean([2, 3]), w, '14')
}

export const nets = { mlp, cnn, transformer, lstm: recurrent, resnet18 } as const

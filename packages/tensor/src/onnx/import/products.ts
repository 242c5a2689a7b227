import { einsum } from '../../functions/einsum.ts'
import type { Shape } from '../../graph/shape.ts'
import type { Tensor } from '../../graph/tensor.ts'
import { addmm } from '../../ops/addmm.ts'
import { conv } from '../../ops/conv.ts'
import { convTranspose } from '../../ops/conv-transpose.ts'
import { matmul, product } from '../../ops/matmul.ts'
import { padConstant } from '../../ops/pad.ts'
import type { OperatorCall, Operators } from './call.ts'

function gemm(call: OperatorCall): Tensor {
  const [a, b] = [call.tensor(0), call.tensor(1)]
  const [alpha, beta] = [call.float('alpha', 1), call.float('beta', 1)]
  const [transA, transB] = [call.flag('transA'), call.flag('transB')]
  const bias = call.tensorOr(2)
  if (bias && alpha === 1 && beta === 1 && !transA) return addmm(bias, a, b, transB)
  let y = product(a, b, transA, transB)
  if (alpha !== 1) y = y.mul(alpha)
  return bias ? y.add(beta === 1 ? bias : bias.mul(beta)) : y
}

export interface Window {
  kernel: Shape
  strides: Shape
  dilations: Shape
  before: Shape
  after: Shape
}

/** The attributes that convolution and pooling share; `auto_pad` worked out. */
export function readWindow(call: OperatorCall, spatial: Shape, kernel: Shape): Window {
  const rank = spatial.length
  const strides = call.list('strides') ?? kernel.map(() => 1)
  const dilations = call.list('dilations') ?? kernel.map(() => 1)
  const mode = call.text('auto_pad', 'NOTSET')
  if (mode === 'SAME_UPPER' || mode === 'SAME_LOWER') {
    const total = spatial.map((size, i) => {
      const count = Math.ceil(size / strides[i]!)
      return Math.max(0, (count - 1) * strides[i]! + (kernel[i]! - 1) * dilations[i]! + 1 - size)
    })
    const less = total.map((size) => Math.floor(size / 2))
    const more = total.map((size, i) => size - less[i]!)
    const [before, after] = mode === 'SAME_UPPER' ? [less, more] : [more, less]
    return { kernel, strides, dilations, before, after }
  }
  const pads = mode === 'VALID' ? undefined : call.list('pads')
  const zeros = kernel.map(() => 0)
  return {
    kernel,
    strides,
    dilations,
    before: pads?.slice(0, rank) ?? zeros,
    after: pads?.slice(rank) ?? zeros,
  }
}

function convolve(call: OperatorCall): Tensor {
  let x = call.tensor(0)
  const weight = call.tensor(1)
  const window = readWindow(call, x.shape.slice(2), weight.shape.slice(2))
  let padding = window.before
  if (window.before.some((size, i) => size !== window.after[i])) {
    x = padConstant(x, [0, 0, ...window.before], [0, 0, ...window.after], 0)
    padding = padding.map(() => 0)
  }
  const { strides, dilations } = window
  return conv(x, weight, call.tensorOr(2), { strides, dilations, padding, groups: call.int('group', 1) })
}

function convolveBack(call: OperatorCall): Tensor {
  const [x, weight, bias] = [call.tensor(0), call.tensor(1), call.tensorOr(2)]
  if (call.says('output_shape') || call.text('auto_pad', 'NOTSET') !== 'NOTSET')
    throw call.error('has output_shape or auto_pad; only pads and output_padding are supported')
  const kernel = weight.shape.slice(2)
  const { strides, dilations, before, after } = readWindow(call, x.shape.slice(2), kernel)
  const outputPadding = call.list('output_padding') ?? kernel.map(() => 0)
  const groups = call.int('group', 1)
  const isEven = before.every((size, i) => size === after[i])
  const padding = isEven ? before : before.map(() => 0)
  let y = convTranspose(x, weight, { strides, dilations, padding, outputPadding, groups })
  if (!isEven) {
    for (const [i, size] of before.entries()) y = y.slice(i + 2, size, y.shape[i + 2]! - after[i]!)
  }
  return bias ? y.add(bias.reshape([-1, ...kernel.map(() => 1)])) : y
}

export const products: Operators = {
  Gemm: gemm,
  MatMul: (call) => matmul(call.tensor(0), call.tensor(1)),
  Einsum: (call) => einsum(call.text('equation', ''), ...call.inputs.map((_, i) => call.tensor(i))),
  Conv: convolve,
  ConvTranspose: convolveBack,
}

import { ones } from '../../functions/creation.ts'
import { avgPool1d, avgPool2d } from '../../functions/pooling.ts'
import type { Tensor } from '../../graph/tensor.ts'
import { amax } from '../../ops/amax.ts'
import { maxPool } from '../../ops/max-pool.ts'
import { padConstant } from '../../ops/pad.ts'
import type { OperatorCall, Operators } from './call.ts'
import { readWindow, type Window } from './products.ts'

/** Windows may reach out of the end in ceil mode, as long as they start inside. */
function withCeil(call: OperatorCall, x: Tensor, window: Window): Window {
  if (!call.flag('ceil_mode')) return window
  const { kernel, strides, dilations, before, after } = window
  const reach = x.shape.slice(2).map((size, i) => {
    const whole = dilations[i]! * (kernel[i]! - 1) + 1
    let count = Math.ceil((size + before[i]! + after[i]! - whole) / strides[i]!) + 1
    if ((count - 1) * strides[i]! >= size + before[i]!) count--
    return Math.max(after[i]!, (count - 1) * strides[i]! + whole - size - before[i]!)
  })
  return { ...window, after: reach }
}

function maxPooled(call: OperatorCall) {
  const x = call.tensor(0)
  call.require('storage_order', 0)
  const window = withCeil(call, x, readWindow(call, x.shape.slice(2), call.list('kernel_shape')!))
  const { values, indices } = maxPool(x, window)
  return [values, indices]
}

function avgPooled(call: OperatorCall): Tensor {
  const x = call.tensor(0)
  const given = readWindow(call, x.shape.slice(2), call.list('kernel_shape')!)
  const { kernel, strides, dilations, before, after } = given
  const rank = kernel.length
  if (rank > 2 || dilations.some((size) => size !== 1))
    throw call.error('pools over more than two dimensions, or with dilations')
  const pool = rank === 1 ? avgPool1d : avgPool2d
  const counts = call.flag('count_include_pad')
  const ceilMode = call.flag('ceil_mode')
  if (before.every((size, i) => size === after[i])) {
    return pool(x, kernel, { stride: strides, padding: before, ceilMode, countIncludePad: counts })
  }
  const padded = (t: Tensor) => padConstant(t, [0, 0, ...before], [0, 0, ...after], 0)
  const means = pool(padded(x), kernel, { stride: strides, ceilMode })
  if (counts) return means
  const shares = pool(padded(ones([1, 1, ...x.shape.slice(2)], { dtype: x.dtype })), kernel, {
    stride: strides,
    ceilMode,
  })
  return means.div(shares)
}

const spatial = (x: Tensor) => x.shape.slice(2).map((_, i) => i + 2)

export const pooling: Operators = {
  MaxPool: maxPooled,
  AveragePool: avgPooled,
  GlobalAveragePool: (call) => call.tensor(0).mean(spatial(call.tensor(0)), true),
  GlobalMaxPool: (call) => amax(call.tensor(0), spatial(call.tensor(0)), true),
}

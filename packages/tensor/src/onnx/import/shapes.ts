import { full } from '../../functions/creation.ts'
import { pad } from '../../functions/padding.ts'
import { tile, tril, triu } from '../../functions/shapes.ts'
import { broadcastShapes, normalizeDim, type Shape, sizeOf } from '../../graph/shape.ts'
import type { Tensor } from '../../graph/tensor.ts'
import { concat } from '../../ops/concat.ts'
import { expand } from '../../ops/expand.ts'
import { padConstant } from '../../ops/pad.ts'
import { permute } from '../../ops/permute.ts'
import { reshape } from '../../ops/reshape.ts'
import { split } from '../../ops/split.ts'
import type { OperatorCall, Operators } from './call.ts'
import {
  broadcastKnown,
  engineDtype,
  ints,
  isKnown,
  Known,
  MOST_KNOWN,
  type Operand,
  placeIn,
  rearrange,
  toTensor,
} from './host.ts'

const reshaped = (x: Operand, shape: Shape): Operand =>
  isKnown(x) ? new Known(x.dtype, shape, x.data) : reshape(x, shape)

function reshapeTo(call: OperatorCall): Operand {
  const x = call.operand(0)
  const wanted = call.list('shape') ?? call.ints(1)
  const isZero = call.flag('allowzero')
  const shape = wanted.map((size, dim) => (size === 0 && !isZero ? x.shape[dim]! : size))
  const known = sizeOf(shape.filter((size) => size !== -1))
  return reshaped(
    x,
    shape.map((size) => (size === -1 ? sizeOf(x.shape) / known : size)),
  )
}

function transpose(call: OperatorCall): Operand {
  const x = call.operand(0)
  const order = call.list('perm') ?? x.shape.map((_, dim) => x.shape.length - 1 - dim)
  if (!isKnown(x)) return permute(x, order)
  const place = placeIn(x.shape)
  const shape = order.map((dim) => x.shape[dim]!)
  return rearrange(x, shape, (index) => {
    const from = x.shape.map(() => 0)
    for (const [to, dim] of order.entries()) from[dim] = index[to]!
    return place(from)
  })
}

function unsqueeze(call: OperatorCall): Operand {
  const x = call.operand(0)
  const list = call.list('axes') ?? call.ints(1)
  const rank = x.shape.length + list.length
  const axes = new Set(list.map((axis) => normalizeDim(axis, rank)))
  const rest = [...x.shape]
  return reshaped(
    x,
    Array.from({ length: rank }, (_, dim) => (axes.has(dim) ? 1 : rest.shift()!)),
  )
}

function squeeze(call: OperatorCall): Operand {
  const x = call.operand(0)
  const axes = call.axes(1, x.shape.length)
  return reshaped(
    x,
    x.shape.filter((size, dim) => (axes ? !axes.includes(dim) : size !== 1)),
  )
}

function join(call: OperatorCall): Operand {
  const parts = call.inputs.map((_, i) => call.operand(i))
  const axis = call.axis(parts[0]!.shape.length, 0)
  if (!parts.every(isKnown) || axis !== 0) return concat(parts.map(toTensor), axis)
  const [first] = parts as [Known]
  const size = parts.reduce((sum, { shape }) => sum + shape[0]!, 0)
  const data = parts.flatMap(({ data }) => Array.from(data))
  return new Known(first.dtype, [size, ...first.shape.slice(1)], data)
}

function splitUp(call: OperatorCall): Operand[] {
  const x = call.tensor(0)
  const axis = call.axis(x.ndim, 0)
  const count = call.int('num_outputs', call.operation.outputs.length)
  const sizes = call.list('split') ?? call.intsOr(1) ?? Math.ceil(x.shape[axis]! / count)
  return split(x, sizes, axis)
}

function expandTo(call: OperatorCall): Operand {
  const x = call.operand(0)
  const shape = broadcastShapes(x.shape, call.ints(1))
  if (isKnown(x) && sizeOf(shape) <= MOST_KNOWN) return broadcastKnown(x, shape)
  return expand(toTensor(x), shape)
}

function constantOfShape(call: OperatorCall): Operand {
  const shape = call.ints(0)
  const value = call.constant('value') ?? new Known('float32', [1], [0])
  const size = sizeOf(shape)
  if (size <= MOST_KNOWN) return new Known(value.dtype, shape, new Array<number>(size).fill(value.data[0]!))
  return full(shape, value.data[0]!, { dtype: engineDtype(value.dtype) })
}

const MODES = { reflect: 'reflect', edge: 'replicate', wrap: 'circular' } as const

function padded(call: OperatorCall): Operand {
  const x = call.tensor(0)
  const list = call.list('pads') ?? call.ints(1)
  const axes = call.has(3)
    ? call.ints(3).map((axis) => normalizeDim(axis, x.ndim))
    : x.shape.map((_, dim) => dim)
  const before = x.shape.map(() => 0)
  const after = x.shape.map(() => 0)
  for (const [i, axis] of axes.entries()) {
    before[axis] = list[i]!
    after[axis] = list[i + axes.length]!
  }
  const mode = call.text('mode', 'constant')
  if (mode === 'constant') {
    const value = call.says('value') ? call.float('value', 0) : call.has(2) ? call.known(2).data[0]! : 0
    return padConstant(x, before, after, value)
  }
  if (!Object.hasOwn(MODES, mode)) throw call.error(`pads in mode ${mode}`)
  // From the last dimension on, as far as anything is padded.
  const first = x.shape.findIndex((_, dim) => before[dim] !== 0 || after[dim] !== 0)
  if (first < 0) return x
  const pairs = x.shape.flatMap((_, dim) => (dim < first ? [] : [[before[dim]!, after[dim]!]])).toReversed()
  return pad(x, pairs.flat(), MODES[mode as keyof typeof MODES])
}

function blocks(call: OperatorCall): Tensor {
  const x = call.tensor(0)
  const size = call.int('blocksize', 1)
  const [n, c, h, w] = x.shape as [number, number, number, number]
  if (call.type === 'SpaceToDepth') {
    const parts = x.reshape([n, c, h / size, size, w / size, size]).permute([0, 3, 5, 1, 2, 4])
    return parts.reshape([n, c * size * size, h / size, w / size])
  }
  const depth = c / (size * size)
  const isColumnFirst = call.text('mode', 'DCR') === 'DCR'
  const parts = isColumnFirst
    ? x.reshape([n, size, size, depth, h, w]).permute([0, 3, 4, 1, 5, 2])
    : x.reshape([n, depth, size, size, h, w]).permute([0, 1, 4, 2, 5, 3])
  return parts.reshape([n, depth, h * size, w * size])
}

export const shapes: Operators = {
  Shape: (call) => {
    const { shape } = call.operand(0)
    const [start, end] = [call.int('start', 0), call.int('end', shape.length)]
    return ints(shape.slice(start, end))
  },
  Size: (call) => new Known('int64', [], [sizeOf(call.operand(0).shape)]),
  Reshape: reshapeTo,
  Flatten: (call) => {
    const x = call.operand(0)
    const axis = call.int('axis', 1)
    const at = axis < 0 ? axis + x.shape.length : axis
    return reshaped(x, [sizeOf(x.shape.slice(0, at)), sizeOf(x.shape.slice(at))])
  },
  Transpose: transpose,
  Unsqueeze: unsqueeze,
  Squeeze: squeeze,
  Concat: join,
  Split: splitUp,
  Expand: expandTo,
  Tile: (call) => {
    const x = call.operand(0)
    const repeats = call.ints(1)
    const shape = x.shape.map((size, dim) => size * repeats[dim]!)
    if (!isKnown(x) || sizeOf(shape) > MOST_KNOWN) return tile(toTensor(x), repeats)
    const place = placeIn(x.shape)
    return rearrange(x, shape, (index) => place(index.map((i, dim) => i % x.shape[dim]!)))
  },
  ConstantOfShape: constantOfShape,
  Pad: padded,
  Trilu: (call) => {
    const diagonal = call.has(1) ? call.known(1).data[0]! : 0
    const x = call.operand(0)
    const isUpper = call.flag('upper', true)
    if (!isKnown(x)) return isUpper ? triu(x, diagonal) : tril(x, diagonal)
    const [rows, columns] = x.shape.slice(-2) as [number, number]
    const data = Array.from(x.data, (value, i) => {
      const above = (i % columns) - (Math.floor(i / columns) % rows)
      return (isUpper ? above >= diagonal : above <= diagonal) ? value : 0
    })
    return new Known(x.dtype, x.shape, data)
  },
  DepthToSpace: blocks,
  SpaceToDepth: blocks,
}

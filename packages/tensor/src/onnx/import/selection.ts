import { normalizeDim, type Shape, sizeOf, stridesOf } from '../../graph/shape.ts'
import type { Tensor } from '../../graph/tensor.ts'
import { argmax } from '../../ops/argmax.ts'
import { argmin } from '../../ops/argmin.ts'
import { cumsum } from '../../ops/cumsum.ts'
import { gather } from '../../ops/gather.ts'
import { indexSelect } from '../../ops/index-select.ts'
import { scatter } from '../../ops/scatter.ts'
import { scatterAdd } from '../../ops/scatter-add.ts'
import { topk } from '../../ops/topk.ts'
import { where } from '../../ops/where.ts'
import type { OperatorCall, Operators } from './call.ts'
import { engineDtype, isKnown, Known, mapKnown, type Operand, placeIn, rearrange, toTensor } from './host.ts'

function gatherSlices(call: OperatorCall): Operand {
  const [x, index] = [call.operand(0), call.operand(1)]
  const axis = call.axis(x.shape.length, 0)
  if (!isKnown(x) || !isKnown(index)) return indexSelect(toTensor(x), axis, toTensor(index))
  const place = placeIn(x.shape)
  const inIndex = placeIn(index.shape)
  const size = x.shape[axis]!
  const shape = [...x.shape.slice(0, axis), ...index.shape, ...x.shape.slice(axis + 1)]
  return rearrange(x, shape, (at) => {
    const chosen = index.data[inIndex(at.slice(axis, axis + index.shape.length))]!
    return place([
      ...at.slice(0, axis),
      chosen < 0 ? chosen + size : chosen,
      ...at.slice(axis + index.shape.length),
    ])
  })
}

/** Python's ranges, in whose ends ONNX writes "as far as there is" as huge numbers. */
function slices(call: OperatorCall): Operand {
  let x = call.operand(0)
  const starts = call.list('starts') ?? call.ints(1)
  const ends = call.list('ends') ?? call.ints(2)
  const axes = (call.list('axes') ?? call.intsOr(3) ?? starts.map((_, i) => i)).map((axis) =>
    normalizeDim(axis, x.shape.length),
  )
  const steps = call.intsOr(4) ?? starts.map(() => 1)
  for (const [i, axis] of axes.entries()) x = sliced(x, axis, starts[i]!, ends[i]!, steps[i]!)
  return x
}

function sliced(x: Operand, axis: number, start: number, end: number, step: number): Operand {
  const size = x.shape[axis]!
  // Backwards past the first element is "no end" to Python, and any number below -size to ONNX.
  const last = step < 0 && end < -size ? undefined : end
  if (!isKnown(x)) return x.slice(axis, start, last, step)
  const [low, high] = step > 0 ? [0, size] : [-1, size - 1]
  const clamp = (at: number) => Math.min(Math.max(at < 0 ? at + size : at, low), high)
  const [from, to] = [clamp(start), last === undefined ? low : clamp(last)]
  const count = Math.max(0, Math.ceil((to - from) / step))
  const place = placeIn(x.shape)
  return rearrange(x, x.shape.with(axis, count), (index) =>
    place(index.with(axis, from + index[axis]! * step)),
  )
}

/** Indices from the end brought to the front. */
function wrapped(call: OperatorCall, i: number, size: number): Tensor {
  const index = call.operand(i)
  if (isKnown(index)) return toTensor(mapKnown(index, (at) => (at < 0 ? at + size : at)))
  return where(index.lt(0), index.add(size), index)
}

/** How PyTorch's exporter changes one size of a shape. */
function scatterKnown(x: Known, index: Known, updates: Known): Known {
  const data = Array.from(x.data)
  for (const [i, at] of Array.from(index.data).entries())
    data[at < 0 ? at + data.length : at] = updates.data[i]!
  return new Known(x.dtype, x.shape, data)
}

function scatterElements(call: OperatorCall): Operand {
  const known = call.inputs.filter((input) => isKnown(input))
  if (known.length === 3 && known[0]!.shape.length === 1 && !call.says('reduction')) {
    return scatterKnown(...(known as [Known, Known, Known]))
  }
  const [x, updates] = [call.tensor(0), call.tensor(2)]
  const axis = call.axis(x.ndim, 0)
  const index = wrapped(call, 1, x.shape[axis]!).to('int64')
  const reduction = call.text('reduction', 'none')
  if (reduction === 'none') return scatter(x, axis, index, updates)
  if (reduction === 'add') return scatterAdd(x, axis, index, updates)
  throw call.error(`has reduction ${reduction}; none and add are supported`)
}

/** Places given by the first dimensions, as places in the flattened first dimensions. */
function flatPlaces(
  call: OperatorCall,
  i: number,
  shape: Shape,
): { places: Tensor; depth: number; lead: Shape } {
  const index = call.tensor(i).to('int64')
  const depth = index.shape.at(-1)!
  const strides = stridesOf(shape.slice(0, depth))
  const parts = strides.map((stride, dim) => {
    const part = index.select(-1, dim)
    return where(part.lt(0), part.add(shape[dim]!), part).mul(stride)
  })
  return { places: parts.reduce((a, b) => a.add(b)), depth, lead: index.shape.slice(0, -1) }
}

function scatterPlaces(call: OperatorCall): Operand {
  const [x, updates] = [call.tensor(0), call.tensor(2)]
  const { places, depth } = flatPlaces(call, 1, x.shape)
  const rest = sizeOf(x.shape.slice(depth))
  const rows = x.reshape([sizeOf(x.shape.slice(0, depth)), rest])
  const source = updates.reshape([places.numel, rest])
  const index = places.reshape([places.numel, 1]).expand([places.numel, rest])
  const reduction = call.text('reduction', 'none')
  if (reduction === 'none') return scatter(rows, 0, index, source).reshape(x.shape)
  if (reduction === 'add') return scatterAdd(rows, 0, index, source).reshape(x.shape)
  throw call.error(`has reduction ${reduction}; none and add are supported`)
}

function gatherPlaces(call: OperatorCall): Operand {
  const x = call.tensor(0)
  call.require('batch_dims', 0)
  const { places, depth, lead } = flatPlaces(call, 1, x.shape)
  const rest = x.shape.slice(depth)
  const rows = x.reshape([sizeOf(x.shape.slice(0, depth)), ...rest])
  return indexSelect(rows, 0, places.reshape([-1])).reshape([...lead, ...rest])
}

function topOf(call: OperatorCall): Operand[] {
  const x = call.tensor(0)
  const k = call.says('k') ? call.int('k', 1) : call.ints(1)[0]!
  const { values, indices } = topk(x, k, call.axis(x.ndim, -1), call.flag('largest', true))
  return [values, indices]
}

function argOf(call: OperatorCall): Operand {
  const x = call.tensor(0)
  call.require('select_last_index', 0)
  const apply = call.type === 'ArgMax' ? argmax : argmin
  return apply(x, call.axis(x.ndim, 0), call.flag('keepdims', true))
}

function range(call: OperatorCall): Operand {
  const [start, limit, delta] = [0, 1, 2].map((i) => call.known(i).data[0]!) as [number, number, number]
  const count = Math.max(0, Math.ceil((limit - start) / delta))
  return new Known(
    call.known(0).dtype,
    [count],
    Array.from({ length: count }, (_, i) => start + i * delta),
  )
}

function running(call: OperatorCall): Operand {
  const x = call.tensor(0)
  const axis = normalizeDim(call.ints(1)[0]!, x.ndim)
  const turned = call.flag('reverse') ? x.flip(axis) : x
  const sums = cumsum(turned, axis)
  const own = call.flag('exclusive') ? sums.sub(turned) : sums
  return call.flag('reverse') ? own.flip(axis) : own
}

function hot(call: OperatorCall): Operand {
  const depth = call.ints(1)[0]!
  const index = wrapped(call, 0, depth)
  const axis = call.int('axis', -1)
  const [off, on] = Array.from(call.known(2).data) as [number, number]
  const dtype = engineDtype(call.known(2).dtype)
  const mask = index
    .to('int64')
    .oneHot(depth, 'float32')
    .mul(on - off)
    .add(off)
    .to(dtype)
  return axis === -1 || axis === index.ndim ? mask : mask.movedim(-1, axis)
}

export const selection: Operators = {
  Gather: gatherSlices,
  GatherElements: (call) => {
    const x = call.tensor(0)
    const axis = call.axis(x.ndim, 0)
    return gather(x, axis, wrapped(call, 1, x.shape[axis]!).to('int64'))
  },
  GatherND: gatherPlaces,
  ScatterElements: scatterElements,
  Scatter: scatterElements,
  ScatterND: scatterPlaces,
  Slice: slices,
  TopK: topOf,
  ArgMax: argOf,
  ArgMin: argOf,
  Range: range,
  CumSum: running,
  OneHot: hot,
}

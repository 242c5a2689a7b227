import type { Dtype } from '../../formats/dtype.ts'
import { ONNX_DTYPES } from '../../formats/onnx-dtype.ts'
import { isFloat } from '../../graph/dtype.ts'
import type { OperatorCall, Operators } from './call.ts'
import { engineDtype, isKnown, Known, type Operand } from './host.ts'

function constant(call: OperatorCall): Operand {
  const tensor = call.constant('value')
  if (tensor) return tensor
  const [ints, floats] = [call.list('value_ints'), call.floats('value_floats')]
  if (ints) return new Known('int64', [ints.length], ints)
  if (floats) return new Known('float32', [floats.length], floats)
  if (call.says('value_int')) return new Known('int64', [], [call.int('value_int', 0)])
  if (call.says('value_float')) return new Known('float32', [], [call.float('value_float', 0)])
  throw call.error('holds neither numbers nor a tensor of numbers')
}

function castTo(x: Operand, dtype: Dtype): Operand {
  if (!isKnown(x)) return x.to(engineDtype(dtype === 'bfloat16' ? 'float32' : dtype))
  const isWhole = !isFloat(dtype as 'float32') && dtype !== 'bfloat16'
  const change = dtype === 'bool' ? (v: number) => Number(v !== 0) : isWhole ? Math.trunc : (v: number) => v
  return new Known(dtype, x.shape, Array.from(x.data, change))
}

export const plumbing: Operators = {
  Constant: constant,
  Identity: (call) => call.operand(0),
  // Trained models are not disturbed: dropout is for training, and training starts from the weights as they are.
  Dropout: (call) => [call.operand(0), undefined],
  Cast: (call) => {
    const dtype = ONNX_DTYPES.get(call.int('to', 0))
    if (!dtype) throw call.error(`casts to an unknown type ${call.int('to', 0)}`)
    return castTo(call.operand(0), dtype)
  },
  CastLike: (call) => castTo(call.operand(0), call.operand(1).dtype),
  If: (call) => call.runGraph(call.graph(call.known(0).data[0] ? 'then_branch' : 'else_branch')),
}

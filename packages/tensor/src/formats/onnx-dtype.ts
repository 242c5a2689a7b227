import type { Dtype } from './dtype.ts'

/** ONNX element types by number (`TensorProto.DataType`, onnx.proto). */
export const ONNX_DTYPES: ReadonlyMap<number, Dtype> = new Map([
  [1, 'float32'],
  [2, 'uint8'],
  [3, 'int8'],
  [4, 'uint16'],
  [5, 'int16'],
  [6, 'int32'],
  [7, 'int64'],
  [8, 'string'],
  [9, 'bool'],
  [10, 'float16'],
  [11, 'float64'],
  [12, 'uint32'],
  [13, 'uint64'],
  [14, 'complex64'],
  [15, 'complex128'],
  [16, 'bfloat16'],
  [17, 'float8_e4m3fn'],
  [18, 'float8_e4m3fnuz'],
  [19, 'float8_e5m2'],
  [20, 'float8_e5m2fnuz'],
  [21, 'uint4'],
  [22, 'int4'],
  [23, 'float4_e2m1'],
  [24, 'float8_e8m0'],
  [25, 'uint2'],
  [26, 'int2'],
])

/** The number of each element type. */
export const ONNX_DTYPE_CODES: ReadonlyMap<Dtype, number> = new Map(
  Array.from(ONNX_DTYPES, ([code, dtype]) => [dtype, code]),
)

import type { Dtype, NumericData } from '../../dtype.ts'

/** A tensor on its way between threads. */
export interface WireTensor {
  name: string
  dtype: Dtype
  shape: number[]
  data: NumericData | string[]
}

/** What the ONNX worker is asked. Sessions are numbered by the asker. */
export type OnnxRequest = { id: number; session: number } & (
  | { op: 'load'; model: string | Uint8Array; threads: number }
  | { op: 'run'; inputs: WireTensor[] }
  | { op: 'unload' }
)

/** `OnnxRequest` before it has an id. */
export type OnnxCall = { session: number } & (
  | { op: 'load'; model: string | Uint8Array; threads: number }
  | { op: 'run'; inputs: WireTensor[] }
  | { op: 'unload' }
)

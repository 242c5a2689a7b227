import type { WireTensor } from '../onnx/onnx-request.ts'

/** What the plan worker is asked. Sessions are numbered by the asker. */
export type PlanCall = { session: number } & (
  | { op: 'load'; model: string | Uint8Array }
  | { op: 'run'; inputs: WireTensor[] }
  | { op: 'unload' }
)

export type PlanRequest = PlanCall & { id: number }

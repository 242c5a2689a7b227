import type { RuntimeKind } from '../runtime.ts'
import { PlanRuntime } from './plan/plan-runtime.ts'

/** Weights stand in the plan, in the engine's worker, and twice in the model for the usual shapes: as read and as prepared. */
const COPIES = 5
const BASE_BYTES = 64 * 1024 * 1024

/** Syft plans, each operation from an allow-list and run by the tensor engine: no Python, nothing executed. */
const plan: RuntimeKind = {
  name: 'plan',
  pick: (files) => files.find(({ path }) => path.endsWith('.plan'))?.path,
  estimateMemory: (bytes, replicas) => replicas * (bytes * COPIES + BASE_BYTES),
  start: (options) => new PlanRuntime(options),
}
export default plan

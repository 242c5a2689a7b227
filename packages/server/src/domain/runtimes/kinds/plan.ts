import type { RuntimeKind } from '../runtime.ts'
import { PlanRuntime } from './plan/plan-runtime.ts'

/** Weights stand in the graph once and in the engine's worker once. */
const COPIES = 3
const BASE_BYTES = 64 * 1024 * 1024

/** Syft plans, each operation from an allow-list and run by the tensor engine: no Python, nothing executed. */
const plan: RuntimeKind = {
  name: 'plan',
  pick: (files) => files.find(({ path }) => path.endsWith('.plan'))?.path,
  estimateMemory: (bytes, replicas) => replicas * (bytes * COPIES + BASE_BYTES),
  start: (options) => new PlanRuntime(options),
}
export default plan

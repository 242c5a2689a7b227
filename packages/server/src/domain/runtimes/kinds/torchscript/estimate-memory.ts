/** What a module takes in the Python process beside its weights. */
const BASE_BYTES = 32 * 1024 * 1024

/** Weights once, and as much again for what is computed on the way. Replicas share the process and the module. */
export const estimateTorchMemory = (bytes: number): number => bytes * 2 + BASE_BYTES

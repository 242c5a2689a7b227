/** What a session takes beside its weights: graph, kernels, and the first arena. */
const BASE_BYTES = 8 * 1024 * 1024

/**
 * Memory of an ONNX model once loaded. ONNX Runtime keeps the weights once, repacks those of matrix products,
 * and grows an arena for activations; half as much again as the file has been near the truth.
 */
export function estimateOnnxMemory(bytes: number, replicas: number): number {
  return replicas * Math.ceil(bytes * 1.5 + BASE_BYTES)
}

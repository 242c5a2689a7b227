import type ort from 'onnxruntime-node'

/** ONNX Runtime, once it is needed: who only signs or reads devices should not wait for it. */
export const loadRuntime = async (): Promise<typeof ort> => (await import('onnxruntime-node')).default

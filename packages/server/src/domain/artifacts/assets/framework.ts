import type { Declared } from './declared.ts'

/** The frameworks that the marketplace's lists can be filtered by. */
export const FRAMEWORKS = ['pytorch', 'tensorflow', 'jax', 'onnx', 'gguf'] as const
export const TASKS = ['manipulation', 'navigation', 'perception', 'language', 'vla'] as const

/**
 * A model's framework in the marketplace's words. The registry names the file format where the marketplace
 * names the framework: safetensors are PyTorch's unless somebody said otherwise.
 */
export function frameworkOf(artifact: { framework: string | null }, declared: Declared): string | null {
  const { framework } = artifact
  if (declared.framework !== undefined && (framework === null || framework === 'custom')) {
    return declared.framework
  }
  if (framework !== 'safetensors') return framework
  return declared.framework ?? 'pytorch'
}

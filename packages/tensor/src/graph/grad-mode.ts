let isEnabled = true

export const isGradEnabled = (): boolean => isEnabled

/**
 * Runs `work` with gradients off: what it makes is a constant to `grad`. It must not be asynchronous.
 *
 * @example
 * const x = tensor([1, 2])
 * const scale = noGrad(() => x.amax())
 * grad(x.div(scale).sum(), [x])[0] // [0.5, 0.5]
 */
export function noGrad<T>(work: () => T): T {
  const before = isEnabled
  isEnabled = false
  try {
    return work()
  } finally {
    isEnabled = before
  }
}

let isEnabled = true

export const isGradEnabled = (): boolean => isEnabled

/** Runs `work` with gradients off: what it makes is a constant to `grad`. It must not be asynchronous. */
export function noGrad<T>(work: () => T): T {
  const before = isEnabled
  isEnabled = false
  try {
    return work()
  } finally {
    isEnabled = before
  }
}

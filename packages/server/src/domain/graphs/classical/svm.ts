import { createRequire } from 'node:module'
import type { Rows } from './rows.ts'

export const KERNELS = ['linear', 'poly', 'rbf', 'sigmoid'] as const
export type Kernel = (typeof KERNELS)[number]

export interface SvmOptions {
  c: number
  kernel: Kernel
  /** A number, or `scale` (1 / columns / variance) or `auto` (1 / columns). */
  gamma: string
}

/** What the package libsvm-js, which has no types, offers of libsvm. */
interface LibSvm {
  train(samples: Rows, labels: readonly number[]): void
  predict(samples: Rows): number[]
  getSVIndices(): number[]
  serializeModel(): string
  free(): void
}
interface LibSvmClass {
  new (options: Record<string, unknown>): LibSvm
  load(model: string): LibSvm
}

let loaded: LibSvmClass | undefined
/** Loaded when first needed: it is a megabyte of machine code. */
const libsvm = () => {
  loaded ??= createRequire(import.meta.url)('libsvm-js/asm') as LibSvmClass
  return loaded
}

/** A fitted machine as libsvm writes it, and which rows carry it: by class, then in their order. */
export interface Svm {
  model: string
  supportIndices: number[]
}

/** Fits a support vector classifier (C-SVC, one against one) by libsvm, as scikit-learn does. */
export function fitSvm(rows: Rows, codes: readonly number[], options: SvmOptions): Svm {
  const machine = new (libsvm())({
    type: 0,
    kernel: KERNELS.indexOf(options.kernel),
    degree: 3,
    coef0: 0,
    gamma: gammaOf(rows, options.gamma),
    cost: options.c,
    tolerance: 1e-3,
    shrinking: true,
    cacheSize: 200,
    quiet: true,
  })
  try {
    machine.train(rows, codes)
    const supportIndices = machine.getSVIndices().sort((a, b) => codes[a]! - codes[b]! || a - b)
    return { model: machine.serializeModel(), supportIndices }
  } finally {
    machine.free()
  }
}

/** The class of each row. */
export function predictSvm({ model }: Svm, rows: Rows): number[] {
  if (rows.length === 0) return []
  const machine = libsvm().load(model)
  try {
    return machine.predict(rows)
  } finally {
    machine.free()
  }
}

/** @throws Error for a gamma that is neither a number above 0 nor one of the two words */
export function gammaOf(rows: Rows, gamma: string): number {
  const width = rows[0]!.length
  if (gamma.trim() === 'auto') return 1 / width
  if (gamma.trim() === 'scale') {
    const values = rows.flat()
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
    return variance === 0 ? 1 : 1 / (width * variance)
  }
  const value = Number(gamma)
  if (gamma.trim() !== '' && Number.isFinite(value) && value > 0) return value
  throw new Error(`gamma is a number above 0, "scale" or "auto", not "${gamma}"`)
}

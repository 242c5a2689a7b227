import type { Documents } from './assets/documents.ts'

/** How far what would run when a file is loaded can be trusted. */
export type ScanVerdict = 'safe' | 'suspicious' | 'dangerous'

/** One axis: a size, the name of a size that may vary, or null for any size. */
export type Dimension = number | string | null

/** An input or output as the model declares it. */
export interface DeclaredTensor {
  name: string
  dtype: string | null
  /** Null where even the number of axes is open. */
  shape: Dimension[] | null
  /** True where a caller may leave it out. */
  isOptional?: boolean
}

/** What a model takes and gives. */
export interface DeclaredSchema {
  /** The path of the file that says so. */
  source: string
  inputs: DeclaredTensor[]
  outputs: DeclaredTensor[]
}

/** What was read from one file itself. Files of unknown formats are not among them. */
export interface FileInspection {
  path: string
  format: string
  parameterCount?: number
  tensorCount?: number
  /** How many tensors have each dtype. */
  dtypes?: Record<string, number>
  /** For pickles, alone or inside an archive. */
  verdict?: ScanVerdict
  /** Why it is not safe, in words. */
  reasons?: string[]
}

/** What was read from the files of a version when it was registered. Stored with it as JSON. */
export interface Inspection {
  /** The worst verdict of all files. Only `safe` means that nothing in them runs code when it is loaded. */
  scan: ScanVerdict
  /** Of the model's main format; null where nothing could be counted. */
  parameterCount: number | null
  tensorCount: number
  dtypes: Record<string, number>
  schema: DeclaredSchema | null
  files: FileInspection[]
  /** What its card and configuration say; absent for versions from before anybody looked. */
  documents?: Documents
}

/** One tensor as it is stored: file, name, dtype, shape. */
export type TensorEntry = [file: string, name: string, dtype: string, shape: number[]]

import type { GgufValue } from './gguf-value.ts'
import type { OnnxHeader } from './onnx.ts'
import type { PickleScan } from './pickle.ts'
import type { TensorInfo } from './tensor-info.ts'

export type MetadataValue = GgufValue

/** What a file says of itself, in values that JSON can carry. */
export type FileReport =
  | SafetensorsReport
  | OnnxReport
  | GgufReport
  | NpyReport
  | NpzReport
  | TorchReport
  | PickleReport
  | ZipReport
  | OtherReport

interface Tensors {
  tensors: TensorInfo[]
  /** Elements of all tensors together. */
  parameterCount: number
  /** How many tensors have each dtype. */
  dtypes: Record<string, number>
}

interface Metadata {
  metadata: Record<string, MetadataValue>
  /** True where entries were left out or shortened to keep the report small. */
  isMetadataCut: boolean
}

export interface SafetensorsReport extends Tensors, Metadata {
  format: 'safetensors'
}

/** `tensors` are the initializers. */
export interface OnnxReport
  extends Tensors,
    Metadata,
    Pick<
      OnnxHeader,
      'inputs' | 'outputs' | 'irVersion' | 'opset' | 'opsets' | 'producer' | 'operators' | 'externalFiles'
    > {
  format: 'onnx'
}

export interface GgufReport extends Tensors, Metadata {
  format: 'gguf'
  version: number
}

export interface NpyReport extends Tensors {
  format: 'npy'
  /** Present where the elements are pickled objects. */
  pickle?: PickleScan
}

/** What an archive's directory says of it. */
export interface ArchiveReport {
  entries: number
  compressedBytes: number
  bytes: number
  ratio: number
  isBomb: boolean
}

export interface NpzReport extends Tensors {
  format: 'npz'
  archive: ArchiveReport
  /** Present where an array's elements are pickled objects. */
  pickle?: PickleScan
}

interface TorchFile {
  format: 'pytorch' | 'torchscript'
  pickle: PickleScan
  /** Bytes of the numbers it holds. */
  storageBytes: number
  /** Absent for the form from before PyTorch 1.6, which is no archive. */
  archive?: ArchiveReport
}

/** A state dict or checkpoint: nothing but tensors, plain containers and plain values. */
export interface TorchStateReport extends TorchFile, Tensors {}

/** A file of PyTorch whose tensors cannot be listed. */
export interface TorchOpaqueReport extends TorchFile {
  /** Why not, naming what was refused; TorchScript's tensors belong to classes of its own. */
  refused?: string
}

export type TorchReport = TorchStateReport | TorchOpaqueReport

export interface PickleReport {
  format: 'pickle'
  pickle: PickleScan
}

export interface ZipReport {
  format: 'zip'
  archive: ArchiveReport
  /** Present where entries are named as pickles. */
  pickle?: PickleScan
}

/** Nothing known: a text, an image, a configuration. */
export interface OtherReport {
  format: 'other'
}

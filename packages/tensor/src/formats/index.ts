/**
 * Headers of model and data files, read safely: bounded, by ranges, and never by running what is inside.
 * Works wherever JavaScript does; nothing here knows files, Node or ONNX Runtime.
 */
export { type ByteSource, bytesSource, sliceSource } from './byte-source.ts'
export { DTYPE_BITS, type Dtype } from './dtype.ts'
export { type Elements, elementsOf } from './elements.ts'
export type {
  ArchiveReport,
  FileReport,
  GgufReport,
  MetadataValue,
  NpyReport,
  NpzReport,
  OnnxReport,
  OtherReport,
  PickleReport,
  SafetensorsReport,
  TorchOpaqueReport,
  TorchReport,
  TorchStateReport,
  ZipReport,
} from './file-report.ts'
export { FormatError, type FormatErrorDetail } from './format-error.ts'
export { type GgufHeader, type GgufTensor, readGguf } from './gguf.ts'
export type { GgufSummary, GgufValue } from './gguf-value.ts'
export { type IdxHeader, readIdx } from './idx.ts'
export { inspectFile } from './inspect-file.ts'
export { type NpyHeader, readNpy } from './npy.ts'
export { readNpyBytes } from './npy-elements.ts'
export { writeNpy } from './npy-write.ts'
export { type NpzArray, readNpz } from './npz.ts'
export { writeNpz } from './npz-write.ts'
export { type OnnxHeader, readOnnx } from './onnx.ts'
export { type ParsedOnnx, parseOnnx } from './onnx-parse.ts'
export type { OnnxTensor } from './onnx-tensor.ts'
export type { Dimension, ValueInfo } from './onnx-value.ts'
export {
  type OnnxAttribute,
  type OnnxGraph,
  type OnnxModel,
  type OnnxOperation,
  type OnnxTensorValue,
  type OnnxValue,
  onnxPieces,
  writeOnnx,
} from './onnx-write.ts'
export { type LoadedTensor, openTensors, type TensorFile } from './open-tensors.ts'
export { type PickleGlobal, type PickleScan, scanPickle } from './pickle.ts'
export { judgeGlobal, type PickleVerdict } from './pickle-globals.ts'
export { findPathProblem } from './safe-path.ts'
export { readSafetensors, type SafetensorsHeader } from './safetensors.ts'
export { type SafetensorsTensor, safetensorsPieces, writeSafetensors } from './safetensors-write.ts'
export type { TensorInfo } from './tensor-info.ts'
export { isTorchArchive, readLegacyTorch, readTorchArchive, type TorchHeader } from './torch.ts'
export { readTorchState, type TorchState, type TorchValue } from './torch-state.ts'
export type { TorchTensor } from './torch-storage.ts'
export { type TorchArray, type TorchContent, writeTorch } from './torch-write.ts'
export { readZip, type ZipHeader } from './zip.ts'
export type { ZipEntry } from './zip-directory.ts'
export { readZipEntry, readZipEntryStart, zipEntryChunks, zipEntrySource } from './zip-entry.ts'
export { writeZip } from './zip-write.ts'

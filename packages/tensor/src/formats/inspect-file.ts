import { boundMetadata } from './bound-metadata.ts'
import { type ByteSource, sliceSource } from './byte-source.ts'
import type {
  ArchiveReport,
  FileReport,
  GgufReport,
  NpyReport,
  NpzReport,
  OnnxReport,
  SafetensorsReport,
  TorchStateReport,
} from './file-report.ts'
import { FormatError, quote } from './format-error.ts'
import { readGguf } from './gguf.ts'
import { type NpyHeader, readNpy } from './npy.ts'
import { readNpz } from './npz.ts'
import { readOnnx } from './onnx.ts'
import { scanPickle } from './pickle.ts'
import { readSafetensors } from './safetensors.ts'
import { HEAD_BYTES, type Magic, type Signature, sniff } from './sniff.ts'
import { summarizeTensors, type TensorInfo } from './tensor-info.ts'
import { isTorchArchive, readLegacyTorch, readTorchArchive } from './torch.ts'
import { readTorchState } from './torch-state.ts'
import { PICKLE_FIELD } from './unpickle.ts'
import { readZip, type ZipHeader } from './zip.ts'
import { STORED } from './zip-directory.ts'
import { findPickles, scanZipPickles } from './zip-pickles.ts'

/** What a name promises, and the magic numbers that keep the promise; formats without one have none. */
const PROMISES: Readonly<Record<string, { format: string; magic: readonly Magic[] }>> = {
  safetensors: { format: 'safetensors', magic: [] },
  onnx: { format: 'onnx', magic: [] },
  gguf: { format: 'gguf', magic: ['gguf'] },
  npy: { format: 'npy', magic: ['npy'] },
  npz: { format: 'npz', magic: ['zip'] },
  zip: { format: 'zip', magic: ['zip'] },
  pt: { format: 'pytorch', magic: ['zip', 'torch', 'pickle'] },
  pth: { format: 'pytorch', magic: ['zip', 'torch', 'pickle'] },
}
const PICKLE_NAME = /\.(pkl|pickle|joblib)$/i
const PYTHON_PATH = /^[\p{L}\p{N}_.]+$/u
/** How far a file that is nothing else is searched for a pickle. */
const SEARCHED_BYTES = 64 * 1024 * 1024

/**
 * Looks at a file: decides by its bytes what it is, reads and checks its header, and scans pickles without
 * running them. Weights are never read, so a file of any size costs a few reads.
 *
 * @param path only the name's ending counts: it may promise a format, which the bytes must then be
 * @throws FormatError for a header that lies, and for a name that promises what the bytes are not
 *
 * @example
 * const report = await inspectFile('model.safetensors', source)
 * if (report.format === 'safetensors') console.log(report.parameterCount)
 */
export async function inspectFile(path: string, source: ByteSource): Promise<FileReport> {
  const head = await source.read(0, Math.min(HEAD_BYTES, source.size))
  const signature = sniff(head, source.size)
  const promise = promiseOf(path)
  switch (signature) {
    case 'safetensors':
    case 'onnx':
    case 'none':
      if (promise) return keepPromise(path, promise.format, signature, source)
      return inspectUnnamed(path, signature, source)
    default:
      if (promise && !promise.magic.includes(signature)) throw brokenPromise(path, promise.format, signature)
      return inspectMagic(path, signature, promise?.format, source)
  }
}

function promiseOf(path: string) {
  const extension = /\.([^./\\]+)$/.exec(path)?.[1]?.toLowerCase() ?? ''
  return Object.hasOwn(PROMISES, extension) ? PROMISES[extension] : undefined
}

async function inspectMagic(
  path: string,
  magic: Magic,
  promised: string | undefined,
  source: ByteSource,
): Promise<FileReport> {
  if (magic === 'gguf') return inspectGguf(source)
  if (magic === 'npy') return inspectNpy(path, source)
  if (magic === 'zip') return inspectZip(source, promised)
  if (magic === 'torch') return { ...(await readLegacyTorch(source)), ...(await listTorchTensors(source)) }
  return { format: 'pickle', pickle: await scanPickle(source) }
}

/** Reads what the name promises, from bytes that begin like nothing in particular. */
async function keepPromise(
  path: string,
  format: string,
  signature: Signature,
  source: ByteSource,
): Promise<FileReport> {
  if (format !== 'safetensors' && format !== 'onnx') throw brokenPromise(path, format, signature)
  try {
    return await (format === 'onnx' ? inspectOnnx(source) : inspectSafetensors(source))
  } catch (error) {
    if (!(error instanceof FormatError) || signature === format) throw error
    throw brokenPromise(path, format, signature, error)
  }
}

/** Neither name nor magic number says what it is: a reader's fault only means that it is something else. */
async function inspectUnnamed(path: string, signature: Signature, source: ByteSource): Promise<FileReport> {
  if (PICKLE_NAME.test(path)) return { format: 'pickle', pickle: await scanPickle(source) }
  try {
    if (signature === 'safetensors') return await inspectSafetensors(source)
    if (signature === 'onnx') {
      const report = await inspectOnnx(source)
      if (report.outputs.length > 0) return report
    }
  } catch (error) {
    if (!(error instanceof FormatError)) throw error
  }
  return searchPickle(source)
}

function brokenPromise(path: string, format: string, signature: Signature, cause?: FormatError): FormatError {
  const name = quote(path.split('/').at(-1) ?? path)
  const reason = cause ? `: ${cause.message.slice(format.length + 2)}` : ''
  const found =
    signature === 'none' ? `its bytes are not${reason}` : `its bytes begin like ${signature}${reason}`
  return new FormatError(
    `${name} promises ${format} by its name, but ${found}`,
    { format, field: 'name' },
    { cause },
  )
}

/**
 * Protocols 0 and 1 have no magic number, so anything may turn out to be a pickle. Words become opcodes easily
 * enough: it counts only if it comes to its end and does something, or does something that is surely hostile.
 */
async function searchPickle(source: ByteSource): Promise<FileReport> {
  const pickle = await scanPickle(sliceSource(source, 0, Math.min(source.size, SEARCHED_BYTES)))
  const importable = pickle.globals.filter(
    ({ module, name }) => PYTHON_PATH.test(module) && PYTHON_PATH.test(name),
  )
  const isHostile = importable.some(({ verdict }) => verdict === 'dangerous')
  const isActive = importable.length > 0 || (pickle.globals.length === 0 && pickle.verdict !== 'safe')
  return isHostile || (isActive && pickle.isWellFormed) ? { format: 'pickle', pickle } : { format: 'other' }
}

async function inspectSafetensors(source: ByteSource): Promise<SafetensorsReport> {
  const { metadata, ...header } = await readSafetensors(source)
  return { format: 'safetensors', ...header, ...boundMetadata(metadata) }
}

async function inspectOnnx(source: ByteSource): Promise<OnnxReport> {
  const { initializers: tensors, metadata, ...header } = await readOnnx(source)
  return { format: 'onnx', tensors, ...header, ...boundMetadata(metadata) }
}

async function inspectGguf(source: ByteSource): Promise<GgufReport> {
  const { version, tensors, parameterCount, dtypes, metadata } = await readGguf(source)
  const plain = tensors.map(({ dims: _, ...tensor }) => tensor)
  return { format: 'gguf', version, tensors: plain, parameterCount, dtypes, ...boundMetadata(metadata) }
}

async function inspectNpy(path: string, source: ByteSource): Promise<NpyReport> {
  const header = await readNpy(source)
  const name = (path.split('/').at(-1) ?? path).replace(/\.npy$/i, '')
  const tensors = [describeArray(name, header, header.offset)]
  const report: NpyReport = { format: 'npy', tensors, ...summarizeTensors(tensors, 'npy') }
  if (header.hasObjects) report.pickle = await scanPickle(sliceSource(source, header.offset, header.bytes))
  return report
}

async function inspectZip(source: ByteSource, promised: string | undefined): Promise<FileReport> {
  const zip = await readZip(source)
  const { entries, ...sizes } = zip
  const archive: ArchiveReport = { entries: entries.length, ...sizes }
  if (promised === 'pytorch' || isTorchArchive(entries)) {
    const header = await readTorchArchive(source, zip)
    // A TorchScript archive's tensors belong to objects of its own classes.
    const listed = header.format === 'pytorch' ? await listTorchTensors(source, zip) : {}
    return { ...header, ...listed, archive }
  }
  const isArrays = entries.length > 0 && entries.every(({ name }) => name.endsWith('.npy'))
  if (promised === 'npz' || isArrays) return inspectNpz(source, zip, archive)
  const pickle = await scanZipPickles(source, findPickles(entries))
  return { format: 'zip', archive, ...(pickle ? { pickle } : {}) }
}

/** The tensors of a state dict; of anything else what of it was refused. */
async function listTorchTensors(
  source: ByteSource,
  zip?: ZipHeader,
): Promise<Pick<TorchStateReport, 'tensors' | 'parameterCount' | 'dtypes'> | { refused: string }> {
  try {
    const { tensors, parameterCount, dtypes } = await readTorchState(source, zip)
    const plain = tensors.map(({ name, dtype, shape, bytes, offset }) => ({
      name,
      dtype,
      shape,
      bytes,
      offset,
    }))
    return { tensors: plain, parameterCount, dtypes }
  } catch (error) {
    if (error instanceof FormatError && error.field === PICKLE_FIELD) return { refused: error.message }
    throw error
  }
}

async function inspectNpz(source: ByteSource, zip: ZipHeader, archive: ArchiveReport): Promise<NpzReport> {
  const arrays = await readNpz(source, zip)
  const tensors = arrays.map(({ name, header, entry }) =>
    describeArray(name, header, entry.method === STORED ? entry.offset + header.offset : null),
  )
  const objects = arrays.filter(({ header }) => header.hasObjects)
  const pickles = objects.map(({ header, entry }) => ({ entry, start: header.offset }))
  const pickle = await scanZipPickles(source, pickles)
  return {
    format: 'npz',
    tensors,
    ...summarizeTensors(tensors, 'npz'),
    archive,
    ...(pickle ? { pickle } : {}),
  }
}

function describeArray(name: string, { dtype, shape, bytes }: NpyHeader, offset: number | null): TensorInfo {
  return { name, dtype, shape, bytes, offset }
}

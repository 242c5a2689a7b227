import type { ByteSource } from './byte-source.ts'
import { faultIn } from './format-error.ts'
import { type PickleScan, scanPickle } from './pickle.ts'
import type { ZipHeader } from './zip.ts'
import type { ZipEntry } from './zip-directory.ts'
import { findPickles, scanZipPickles } from './zip-pickles.ts'

const FORMAT = 'pytorch'
const fault = faultIn(FORMAT)

/** The pickled number that begins a file of `torch.save` before version 1.6: PROTO 2, LONG1, STOP. */
const LEGACY_MAGIC = [
  0x80, 0x02, 0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, 0x2e,
]
export const LEGACY_TORCH_BYTES = LEGACY_MAGIC.length
/** Magic, protocol, system, the saved object, and the names of its storages; raw numbers follow. */
export const LEGACY_PICKLES = 5

export interface TorchHeader {
  /** `torchscript` archives carry code of their own besides the pickle. */
  format: 'pytorch' | 'torchscript'
  pickle: PickleScan
  /** Bytes of the numbers the file holds outside its pickles. */
  storageBytes: number
}

/** Whether a file begins like one of `torch.save` before version 1.6. */
export function isLegacyTorch(head: Uint8Array): boolean {
  return LEGACY_MAGIC.every((byte, index) => head[index] === byte)
}

/** Whether an archive is one of `torch.save` or TorchScript: it has a `data.pkl` in its top folder. */
export function isTorchArchive(entries: readonly ZipEntry[]): boolean {
  return entries.some(({ name }) => /^([^/]+\/)?data\.pkl$/.test(name))
}

/**
 * Looks at an archive of `torch.save` (since 1.6) or TorchScript without loading it.
 * @throws FormatError when it has no `data.pkl`
 */
export async function readTorchArchive(source: ByteSource, { entries }: ZipHeader): Promise<TorchHeader> {
  const pickle = isTorchArchive(entries) ? await scanZipPickles(source, findPickles(entries)) : undefined
  if (!pickle) throw fault('the archive has no data.pkl, so torch.save did not write it', 'data.pkl')
  const hasCode = entries.some(({ name }) => /^([^/]+\/)?code\//.test(name))
  const storages = entries.filter(({ name }) => /^([^/]+\/)?(data|tensors|constants)\/[^/]+$/.test(name))
  return {
    format: hasCode ? 'torchscript' : 'pytorch',
    pickle,
    storageBytes: storages.reduce((total, { bytes }) => total + bytes, 0),
  }
}

/** Looks at a file of `torch.save` before version 1.6: five pickles and then raw numbers. */
export async function readLegacyTorch(source: ByteSource): Promise<TorchHeader> {
  const pickle = await scanPickle(source, { pickles: LEGACY_PICKLES })
  return { format: 'pytorch', pickle, storageBytes: source.size - pickle.bytes }
}

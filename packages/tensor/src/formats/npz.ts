import { type ByteSource, bytesSource, sliceSource } from './byte-source.ts'
import { faultIn, quote } from './format-error.ts'
import { MAX_NPY_HEADER_BYTES, type NpyHeader, readNpyHeader } from './npy.ts'
import { readZip, type ZipHeader } from './zip.ts'
import { STORED, type ZipEntry } from './zip-directory.ts'
import { readZipEntryStart } from './zip-entry.ts'

const FORMAT = 'npz'
const fault = faultIn(FORMAT)
/** Magic, version and length, and then the header. */
const LONGEST_HEADER = 12 + MAX_NPY_HEADER_BYTES

/** One array of an archive. `header.offset` counts from the start of the unpacked entry. */
export interface NpzArray {
  name: string
  header: NpyHeader
  entry: ZipEntry
}

/**
 * Reads the headers of all arrays in an .npz archive; of packed ones only the beginning is unpacked.
 *
 * @param zip the archive's directory where it has been read already
 * @throws FormatError when an entry is no array, or not as long as its header says
 */
export async function readNpz(source: ByteSource, zip?: ZipHeader): Promise<NpzArray[]> {
  const { entries } = zip ?? (await readZip(source))
  const arrays: NpzArray[] = []
  for (const entry of entries) {
    if (!entry.name.endsWith('.npy')) throw fault(`entry ${quote(entry.name)} is no .npy file`, 'entries')
    const header = await readNpyHeader(await startOf(source, entry))
    const present = entry.bytes - header.offset
    if (!header.hasObjects && header.bytes !== present) {
      throw fault(
        `array ${quote(entry.name)} says ${header.dtype} [${header.shape.join(',')}], which needs ${header.bytes} bytes, but ${present} follow`,
        'shape',
      )
    }
    arrays.push({ name: entry.name.slice(0, -'.npy'.length), header: { ...header, bytes: present }, entry })
  }
  return arrays
}

async function startOf(source: ByteSource, entry: ZipEntry): Promise<ByteSource> {
  if (entry.method === STORED && !entry.isEncrypted) return sliceSource(source, entry.offset, entry.bytes)
  return bytesSource(await readZipEntryStart(source, entry, LONGEST_HEADER))
}

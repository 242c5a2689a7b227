import { ByteCursor } from './byte-cursor.ts'
import type { ByteSource } from './byte-source.ts'
import { faultIn, quote } from './format-error.ts'
import { MAX_RANK } from './limits.ts'
import { parseNpyDescr } from './npy-dtype.ts'
import { type PythonLiteral, parsePythonLiteral } from './python-literal.ts'
import { countElements } from './tensor-info.ts'
import { decodeLatin1, decodeUtf8 } from './text.ts'

const FORMAT = 'npy'
const fault = faultIn(FORMAT)
const MAGIC = '\x93NUMPY'
/** NumPy itself reads headers up to 10,000 characters unless told to trust the file. */
export const MAX_NPY_HEADER_BYTES = 65_536

export interface NpyHeader {
  /** 1, 2 or 3. */
  version: number
  /** As in `NpyElement`. */
  dtype: string
  byteOrder: 'little' | 'big' | 'none'
  /** Bytes of one element; 0 for objects, whose size is known only to the pickle that holds them. */
  elementBytes: number
  /** Elements are pickled: the rest of the file is one pickle. */
  hasObjects: boolean
  isFortranOrder: boolean
  shape: number[]
  /** Where the elements begin in the file, and how many bytes they take. */
  offset: number
  bytes: number
}

/**
 * Reads and checks the header of a .npy file; the file must be exactly as long as its array needs.
 *
 * @throws FormatError naming the field that lied
 */
export async function readNpy(source: ByteSource): Promise<NpyHeader> {
  const header = await readNpyHeader(source)
  const present = source.size - header.offset
  if (!header.hasObjects && header.bytes !== present) {
    throw fault(
      `header says ${header.dtype} [${header.shape.join(',')}], which needs ${header.bytes} bytes, but ${present} follow`,
      'shape',
    )
  }
  return { ...header, bytes: present }
}

/** Like `readNpy`, from a source that may end anywhere after the header: only the header is checked. */
export async function readNpyHeader(source: ByteSource): Promise<NpyHeader> {
  const cursor = new ByteCursor(source, FORMAT)
  const magic = await cursor.bytes(6, 'magic')
  if (decodeLatin1(magic) !== MAGIC) throw fault('it does not begin with \\x93NUMPY', 'magic', 0)
  await cursor.fill(4, 'version')
  const version = cursor.u8()
  const minor = cursor.u8()
  if (version < 1 || version > 3 || minor !== 0) {
    throw fault(`version says ${version}.${minor}; 1.0, 2.0 and 3.0 are known`, 'version', 6)
  }
  if (version > 1) await cursor.fill(4, 'header length')
  const length = version === 1 ? cursor.u16() : cursor.u32()
  if (length > MAX_NPY_HEADER_BYTES) {
    throw fault(
      `header says it is ${length} bytes; at most ${MAX_NPY_HEADER_BYTES} are allowed`,
      'header length',
    )
  }
  const bytes = await cursor.bytes(length, 'header')
  const text = version === 3 ? decodeUtf8(bytes, FORMAT, 'header') : decodeLatin1(bytes)
  const { descr, isFortranOrder, shape } = readDict(text)

  const element = parseNpyDescr(descr)
  if (!element) throw fault(`descr ${quote(JSON.stringify(descr))} is no type NumPy writes`, 'descr')
  const { dtype, byteOrder, hasObjects } = element
  const elementBytes = hasObjects ? 0 : element.bytes
  const size = countElements(shape, FORMAT, 'header') * elementBytes
  return {
    version,
    dtype,
    byteOrder,
    elementBytes,
    hasObjects,
    isFortranOrder,
    shape,
    offset: cursor.position,
    bytes: size,
  }
}

/** NumPy writes exactly these three keys and refuses a header that has others. */
function readDict(text: string) {
  const dict = parsePythonLiteral(text, (message) => fault(`header ${message}`, 'header'))
  if (typeof dict !== 'object' || dict === null || Array.isArray(dict))
    throw fault('header is no dict', 'header')
  const keys = Object.keys(dict).sort()
  if (keys.join() !== 'descr,fortran_order,shape') {
    throw fault('header must say descr, fortran_order and shape, and nothing else', 'header')
  }
  const { descr, fortran_order: isFortranOrder, shape } = dict
  if (typeof isFortranOrder !== 'boolean')
    throw fault('fortran_order is neither True nor False', 'fortran_order')
  if (!isShape(shape)) throw fault(`shape must be a tuple of at most ${MAX_RANK} sizes from 0`, 'shape')
  return { descr: descr!, isFortranOrder, shape }
}

function isShape(value: PythonLiteral | undefined): value is number[] {
  return (
    Array.isArray(value) &&
    value.length <= MAX_RANK &&
    value.every((dimension) => typeof dimension === 'number' && dimension >= 0)
  )
}

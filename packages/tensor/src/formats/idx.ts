import type { ByteSource } from './byte-source.ts'
import type { Dtype } from './dtype.ts'
import { DTYPE_BITS } from './dtype.ts'
import { faultIn } from './format-error.ts'
import { countElements } from './tensor-info.ts'

const fault = faultIn('idx')

const DTYPES: Readonly<Record<number, Dtype>> = {
  8: 'uint8',
  9: 'int8',
  11: 'int16',
  12: 'int32',
  13: 'float32',
  14: 'float64',
}

export interface IdxHeader {
  dtype: Dtype
  shape: number[]
  /** Where the elements begin; they are row-major and big-endian. */
  offset: number
  bytes: number
}

/**
 * Reads and checks the header of an IDX file, the format of MNIST and its kin.
 * @throws FormatError when it is none, or not as long as it says
 */
export async function readIdx(source: ByteSource): Promise<IdxHeader> {
  const head = await source.read(0, Math.min(4, source.size))
  const dtype = DTYPES[head[2] ?? 0]
  if (head.byteLength < 4 || head[0] !== 0 || head[1] !== 0 || !dtype)
    throw fault('it does not begin with two zeros and an element type', 'magic', 0)
  const rank = head[3]!
  const offset = 4 + 4 * rank
  if (offset > source.size) throw fault('it ends inside its header', 'shape')
  const sizes = await source.read(4, 4 * rank)
  const view = new DataView(sizes.buffer, sizes.byteOffset, sizes.byteLength)
  const shape = Array.from({ length: rank }, (_, i) => view.getUint32(4 * i, false))
  const bytes = (countElements(shape, 'idx', 'shape') * DTYPE_BITS[dtype]) / 8
  if (offset + bytes !== source.size) {
    throw fault(
      `header says ${dtype} [${shape.join(',')}], which needs ${bytes} bytes, but ${source.size - offset} follow`,
      'shape',
    )
  }
  return { dtype, shape, offset, bytes }
}

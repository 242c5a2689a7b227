import { bytesSource, readNpy } from '@nodeyard/tensor/formats'
import { elementsOf, type Tensor } from './tensor.ts'

/**
 * The array of a .npy file.
 *
 * @throws FormatError when it is no such file, and Error for arrays that cannot be sent as they are
 */
export async function readNpyTensor(bytes: Uint8Array): Promise<Tensor> {
  const { dtype, byteOrder, isFortranOrder, hasObjects, shape, offset } = await readNpy(bytesSource(bytes))
  if (hasObjects) throw new Error('the array holds Python objects, which no model takes')
  if (byteOrder === 'big') throw new Error('the array is big-endian: save it little-endian')
  if (isFortranOrder && shape.length > 1) {
    throw new Error('the array is in Fortran order: save numpy.ascontiguousarray of it')
  }
  return { dtype, shape, data: elementsOf(dtype, bytes.subarray(offset)) }
}

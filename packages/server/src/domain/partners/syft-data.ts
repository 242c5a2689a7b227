import { Fault } from '../../fault.ts'
import type { ModelSchema } from '../runtimes/model-schema.ts'
import type { ReadData } from './tensor-texts.ts'

export function readSyftData(_bytes: Uint8Array, _schema: ModelSchema): ReadData {
  throw new Fault('unsupported_format', 'syft tensors are not read yet')
}

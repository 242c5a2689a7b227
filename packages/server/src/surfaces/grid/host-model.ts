import type { Deps } from '../../deps.ts'
import type { Caller } from '../../domain/accounts/caller.ts'
import { hostEncryptedModel } from '../../domain/partners/encrypted-models.ts'
import { decodeModel, type IncomingModel, stageModel } from '../../domain/partners/model-bytes.ts'
import { forgetAdmissions } from '../../domain/partners/run-model.ts'
import { serveModel } from '../../domain/partners/serve-model.ts'
import { findCodec, type TextCodec } from '../../domain/partners/text-codec.ts'
import { Fault } from '../../fault.ts'
import { type Fields, flagField, textField } from './read-form.ts'

/** A manifest of an encrypted model is no longer than this, in bytes. */
const MOST_MANIFEST_BYTES = 16 * 1024 * 1024

/** Hosts the model that a request or a frame carries, in its fields or as a part that is on disk already. */
export async function hostModel(
  { blobs, grid }: Pick<Deps, 'blobs' | 'grid'>,
  caller: Caller | undefined,
  fields: Fields,
  part?: IncomingModel,
): Promise<{ success: true; message: string }> {
  const codec = findCodec(textField(fields, 'encoding'))
  const id = textField(fields, 'model_id')
  const allowDownload = flagField(fields, 'allow_download')
  const allowInference = flagField(fields, 'allow_remote_inference')
  const isEncrypted = flagField(fields, 'mpc', false)
  await using model = part ?? (await stageModel(blobs, textBytes(fields, codec)))
  // What came as a field of JSON is text that was read already.
  await using decoded = part ? await decodeModel(blobs, model, codec) : model
  const { file } = decoded
  if (file.size === 0) throw new Fault('invalid_request', 'model is empty', { field: 'model' })
  if (isEncrypted) {
    if (file.size > MOST_MANIFEST_BYTES) throw new Fault('payload_too_large', 'the manifest is too long')
    await hostEncryptedModel(grid, caller, { id, allowDownload, allowInference, file })
  } else {
    await serveModel(grid, caller, { id, allowDownload, allowInference, file })
  }
  forgetAdmissions(grid)
  return { success: true, message: `Model saved with id: ${id}` }
}

async function* textBytes(fields: Fields, codec: TextCodec): AsyncGenerator<Uint8Array> {
  yield codec.toBytes(textField(fields, 'model'))
}

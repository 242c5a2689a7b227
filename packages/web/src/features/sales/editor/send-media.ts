import { answerOf } from '@nodeyard/sdk/client'
import { api, sessionFetch } from '../../../app/api.ts'
import type { DraftMedia } from './draft.ts'

const toHex = (bytes: ArrayBuffer) =>
  [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('')

/**
 * Sends a picture or film to the server, unless it is there already.
 *
 * @throws ApiError when the server does not take it
 */
export async function sendMedia(file: File, owner: string | undefined): Promise<DraftMedia> {
  const bytes = await file.arrayBuffer()
  const sha256 = toHex(await crypto.subtle.digest('SHA-256', bytes))
  const { blob, upload_url: url } = await answerOf(
    api.marketplace.POST('/v1/listings/media', {
      body: { sha256, size: file.size, ...(owner !== undefined && { owner }) },
    }),
  )
  if (url !== null) {
    const { ok, status } = await sessionFetch(url, { method: 'PUT', body: bytes })
    if (!ok) throw new Error(`the server answered ${status}`)
  }
  const kind = file.type.startsWith('video/') ? 'video' : 'image'
  return { kind, url: URL.createObjectURL(file), blob, alt: '' }
}

import type { FastifyReply } from 'fastify'
import type { HeldGrant } from '../domain/artifacts/revisions/find-grant.ts'

/** Characters; what is longer is only linked to, since proxies bound headers. */
const LONGEST_GRANT = 4000

/**
 * Ships the grant by which a download is had along with it: its id, where it can be read, and the signed
 * document itself, so that it can be kept beside what it is about and verified offline.
 *
 * @param here this server's address, without a slash at its end
 */
export function setGrantHeaders(reply: FastifyReply, grant: HeldGrant | undefined, here: string): void {
  if (!grant) return
  reply.header('x-nodedata-grant', grant.id).header('link', `<${here}/v1/grants/${grant.id}>; rel="license"`)
  if (grant.document !== null && grant.document.length <= LONGEST_GRANT) {
    reply.header('x-nodedata-grant-document', Buffer.from(grant.document).toString('base64'))
  }
}

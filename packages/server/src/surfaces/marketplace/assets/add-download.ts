import { Type } from 'typebox'
import type { Deps } from '../../../deps.ts'
import { getAsset } from '../../../domain/artifacts/assets/get-asset.ts'
import { downloadFile } from '../../../domain/artifacts/revisions/download-file.ts'
import { setGrantHeaders } from '../../../http/grant-headers.ts'
import type { App } from '../../../http/surface.ts'
import { addAssetRoute } from './asset-route.ts'
import { hereOf } from './here-of.ts'
import type { Kind } from './kinds.ts'
import { Redirect } from './revision-schemas.ts'

/** `GET …/download`: to a signed address of one file. */
export function addDownload(app: App, deps: Deps, kind: Kind): void {
  const main = kind.kind === 'model' ? 'its weights' : 'its largest part'
  addAssetRoute(app, kind, {
    method: 'get',
    path: '/download',
    schema: {
      operationId: `download${kind.Name}`,
      summary: `Download a file of a ${kind.kind}`,
      description:
        `By default ${main}. The address in \`Location\` needs no key and works for 15 minutes; the header ` +
        '`X-Nodedata-Revision` says which revision it is, and `X-Nodedata-Yanked` why one should not use it. What ' +
        'was bought comes with its grant: `X-Nodedata-Grant`, and the signed document in Base64 as ' +
        '`X-Nodedata-Grant-Document`.',
      querystring: Type.Object({
        revision: Type.String({
          default: 'latest',
          minLength: 1,
          maxLength: 300,
          description: '`1.2.0`, a range such as `^1`, an alias, or `latest`.',
        }),
        path: Type.Optional(Type.String({ minLength: 1, maxLength: 1024, description: 'Which file.' })),
      }),
      response: { 302: Redirect },
    },
    async handler({ ref, query, request, reply }) {
      const found = await getAsset(deps.database.read, request.caller, kind.kind, ref)
      const { version, file, url, grant } = await downloadFile(deps, request.caller, found, query)
      reply
        .header('x-nodedata-revision', version.version)
        .header('x-nodedata-sha256', file.sha256)
        .header('cache-control', 'no-store')
      setGrantHeaders(reply, grant, hereOf(deps, request))
      if (version.state === 'yanked') {
        const reason = asHeader(version.yanked_reason ?? 'it should not be used any more')
        reply
          .header('x-nodedata-yanked', reason)
          .header(
            'warning',
            `299 nodeyard "revision ${version.version} was yanked: ${reason.replace(/["\\]/g, "'")}"`,
          )
      }
      return reply
        .code(302)
        .header('location', new URL(url, hereOf(deps, request)).href)
        .send(null)
    },
  })
}

/** Headers hold one line of Latin characters. */
const asHeader = (text: string) =>
  text
    .replace(/\s+/g, ' ')
    .replace(/[^\x20-\x7e\xa0-\xff]/g, '?')
    .trim()
